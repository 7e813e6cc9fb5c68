# Warum wurde diese Nummer aufgerufen? Für die Leitung, wenn jemand fragt.

explain-called = { $number } wurde um { $at } zu { $counter } aufgerufen.
explain-undone = Dieser Aufruf wurde gleich darauf zurückgenommen.

explain-place-due = { $number }: Termin um { $booked }, eingecheckt um { $arrived }.
explain-place-early = { $number }: Termin um { $booked }, eingecheckt um { $arrived }, also noch vor der Zeit.
explain-place-late = { $number }: Termin um { $booked }, erst um { $arrived } eingecheckt. Eingereiht nach der Ankunft, mit Rang { $rank }.
explain-place-walk-in = { $number }: ohne Termin, Nummer gezogen um { $arrived }. Eingereiht mit Rang { $rank }.
explain-place-standby = { $number }: Nachrücknummer, gezogen um { $arrived }, ohne Zusage.
explain-place-urgent = { $number }: als dringend vermerkt, Rang { $rank }.
explain-place-returned = { $number }: hatte einen Aufruf verpasst und kam zurück. Seitdem Rang { $rank }.
explain-place-reserved = { $number }: war für diesen Schalter zurückgestellt.

explain-alone = Sonst wartete niemand für diesen Schalter.
explain-next = { $number } war an der Reihe. Für diesen Schalter warteten noch { $others } andere.
explain-second = Der nächste wäre gewesen:
explain-by-other-too-early = Der andere Termin war noch nicht fällig.
explain-by-urgent = Ein dringender Fall ging vor.
explain-by-other-standby = Eine Nachrücknummer kommt nach allen anderen.
explain-by-kind = In der geltenden Reihenfolge ging diese Art von Besuch vor.
explain-by-weight = Die Wartezeit zählte in der geltenden Reihenfolge mehr.
explain-by-rank-time = Die frühere Rangzeit entschied.
explain-by-came-first = Beide hatten dieselbe Rangzeit. Wer zuerst da war, kam zuerst dran.

explain-out-of-turn = { $number } wurde außer der Reihe aufgerufen. Grund: { $reason }.
explain-passed = An der Reihe gewesen wäre:
explain-reason-hardship = besondere Belastung
explain-reason-frail = gebrechlich oder sehr alt
explain-reason-short = nur ein kurzes Anliegen
explain-reason-deadline = dringender anderer Termin
explain-reason-our-mistake = Versehen des Bürgerbüros
explain-reason-same-clerk = Anliegen bei derselben Person
explain-reason-disturbance = Störung im Haus
explain-not-next = Nach der Regel wäre jemand anders an der Reihe gewesen. Prüfen Sie die Datenbank: aufruf-backend verify.

explain-no-call = { $number } wurde am { $date } nicht aufgerufen.
explain-no-day = Für den { $date } gibt es keine Aufzeichnung. Nach 90 Tagen wird sie gelöscht.
