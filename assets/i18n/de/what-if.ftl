# Was wäre, wenn? Für die Leitung: dieselben Tage unter anderen Regeln.

what-if-days = Verglichen: { $n ->
    [one] ein Tag
   *[other] { $n } Tage
}.
what-if-skipped = Ausgelassen: { $n ->
    [one] ein Tag
   *[other] { $n } Tage
}, an denen kein Schalter besetzt war oder niemand kam.
what-if-changed = Geändert: { $changes }.
what-if-nothing = Es gibt keine Tage zum Vergleichen: Kein Tag in diesem Zeitraum ist abgeschlossen. Mit --generate busy lassen sich Tage erfinden.

what-if-column-happened = tatsächlich
what-if-column-before = wie bisher
what-if-column-after = geändert

what-if-appointments = Mit Termin, am Tag
what-if-appointments-mean = { "  " }Wartezeit im Mittel, Minuten
what-if-appointments-p95 = { "  " }95 von 100 warten höchstens, Minuten
what-if-appointments-soon = { "  " }höchstens 10 Minuten gewartet, Prozent
what-if-walk-ins = Nummern ohne Termin, am Tag
what-if-standby = { "  " }davon Nachrücknummern
what-if-refused = { "  " }keine Nummer bekommen, am Tag
what-if-walk-ins-mean = { "  " }Wartezeit im Mittel, Minuten
what-if-walk-ins-p95 = { "  " }95 von 100 warten höchstens, Minuten
what-if-walk-ins-max = { "  " }längste Wartezeit, Minuten
what-if-left = Vor dem Aufruf gegangen, am Tag
what-if-unserved = Bis zum Schluss nicht bedient, am Tag
what-if-in-time = Tage, die pünktlich enden, Prozent
what-if-overtime-mean = { "  " }Überziehung am Tag, Minuten
what-if-overtime-max = { "  " }längste Überziehung, Minuten
what-if-utilisation = Auslastung der besetzten Schalter, Prozent

what-if-note = „Wie bisher“ und „geändert“ spielen dieselben Besucher mit den Regeln der Warteschlange durch. Pünktlich heißt: höchstens 10 Minuten nach Schluss.
what-if-note-recorded = „Tatsächlich“ steht so in den Aufzeichnungen. Wer damals keine Nummer bekam, steht dort nicht und fehlt auch in der Wiederholung.
what-if-chart = Schaubild: { $file }
what-if-chart-appointments = Mit Termin: Wartezeit im Mittel
what-if-chart-walk-ins = Ohne Termin: Wartezeit im Mittel
what-if-chart-hour = Uhrzeit
what-if-chart-minutes = Minuten
