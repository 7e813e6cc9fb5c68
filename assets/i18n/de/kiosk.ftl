# The terminal in the entrance. Short sentences, one thought each. Checking in is
# "einchecken": the other word means registering a residence here.

## Times

date = { $weekday ->
        [1] Montag
        [2] Dienstag
        [3] Mittwoch
        [4] Donnerstag
        [5] Freitag
        [6] Samstag
       *[7] Sonntag
    }, { $day }. { $month ->
        [1] Januar
        [2] Februar
        [3] März
        [4] April
        [5] Mai
        [6] Juni
        [7] Juli
        [8] August
        [9] September
        [10] Oktober
        [11] November
       *[12] Dezember
    }
moment = { $date }, um { $clock } Uhr
greeting-morning = Guten Morgen.
greeting-day = Guten Tag.
greeting-evening = Guten Abend.

## On every screen

back = Zurück
next = Weiter
done = Fertig
to-start = Zum Anfang
moment-please = Einen Moment
call-staff = Mitarbeiter rufen
example = Beispieldaten

## Start

start-question = Haben Sie einen Termin?
start-scan = Zeigen Sie hier Ihren QR-Code: vom Handy oder vom Brief
start-scan-left = Zeigen Sie Ihren QR-Code links am Leser: vom Handy oder vom Brief
start-scan-right = Zeigen Sie Ihren QR-Code rechts am Leser: vom Handy oder vom Brief
start-scan-above = Zeigen Sie Ihren QR-Code oben am Leser: vom Handy oder vom Brief
start-scan-below = Zeigen Sie Ihren QR-Code unten am Leser: vom Handy oder vom Brief
start-scanner = Halten Sie Ihren QR-Code vor den Scanner.
start-no-camera = Die Kamera ist nicht bereit. Bitte tippen Sie Ihre Terminnummer ein.
start-yes = Ja, mit Termin
start-yes-hint = Terminnummer oder Wartenummer eintippen
start-no = Nein, ohne Termin
start-no-open = Wartenummer ziehen
start-no-wait = Wartenummer ziehen. Wartezeit etwa { $from } bis { $to } Minuten.
start-no-wait-short = Wartenummer ziehen. Es geht gerade schnell.
start-no-not-yet = Wartenummern gibt es kurz vor { $clock } Uhr.
start-no-quota-used = Heute sind alle Wartenummern vergeben. Hier sehen Sie, wann ein Termin frei ist.
start-no-too-late = Für heute gibt es keine Wartenummern mehr. Hier sehen Sie, wann ein Termin frei ist.
start-no-stopped = Zurzeit gibt es keine Wartenummern. Hier sehen Sie, wann ein Termin frei ist.
start-no-closed = Heute gibt es keine Wartenummern.
start-interrupted = Zurzeit wird niemand aufgerufen. Einchecken können Sie trotzdem.

## Number

number-question = Tippen Sie die 4 Ziffern Ihrer Terminnummer
number-hint = Sie stehen in Ihrer E-Mail oder auf Ihrem Terminzettel, zum Beispiel **{ $letter } 4827**.
number-question-walk-in = Tippen Sie die Ziffern Ihrer Wartenummer
number-hint-walk-in = Sie stehen auf Ihrem Zettel oder Ihrem Handy. Bei **{ $letter } 17** sind es **1** und **7**.
number-other-letter = Meine Nummer beginnt mit { $letter }
number-foreign-code = Dieser QR-Code ist nicht für das Terminal. Ihre Nummer können Sie weiter eintippen.
number-wrong = Diese Nummer stimmt nicht ganz. Bitte vergleichen Sie jede Ziffer.
number-clear = Alles löschen
number-back = Eine zurück
number-missing = Nummer nicht dabei

## Is it your appointment?

question = Ist Ihr Termin um { $clock } Uhr?
question-number = Terminnummer { $number }
question-walk-in = Haben Sie Ihre Nummer heute um { $clock } Uhr gezogen?
question-number-walk-in = Wartenummer { $number }
question-yes = Ja
question-no = Nein

## Concerns

concerns-question = Was möchten Sie erledigen?
concerns-hint = { $max ->
    [one] Tippen Sie ein Anliegen an.
   *[other] Tippen Sie alles an. Höchstens { $max } Anliegen.
}
concerns-unsure = Etwas anderes, oder ich weiß es nicht
concerns-chosen = { $n ->
    [0] Noch nichts gewählt
    [one] **1 Anliegen** gewählt
   *[other] **{ $n } Anliegen** gewählt
}
concerns-full = Mehr als { $max } Anliegen gehen nicht auf einmal.
concerns-draw = Wartenummer ziehen
concerns-show = Freien Termin zeigen
concerns-asked = Wartezeit wird berechnet …
concerns-wait = Wartezeit etwa **{ $from } bis { $to } Minuten**
concerns-wait-short = Es geht gerade schnell.
concerns-no-time = Dafür reicht die Zeit heute nicht mehr.
pager-back = Vorige
pager-on = Weitere
pager-position = Seite { $page } von { $pages }
quantity-question = Wie viele?
quantity-fewer = Weniger
quantity-more = Mehr

## Instead of a number

offer-full = Heute ist es sehr voll.
offer-none-quota-used = Heute sind alle Wartenummern vergeben.
offer-none-too-late = Für heute gibt es keine Wartenummern mehr.
offer-none-stopped = Zurzeit gibt es keine Wartenummern.
offer-no-time = Für „{ $concern }“ (etwa { $minutes } Minuten) reicht die Zeit heute nicht mehr.
offer-no-time-but = Für „{ $concern }“ (etwa { $minutes } Minuten) reicht die Zeit heute nicht mehr. Für „{ $shorter }“ schon.
offer-no-time-all = Für diese Anliegen (etwa { $minutes } Minuten) reicht die Zeit heute nicht mehr.
offer-no-time-all-but = Für diese Anliegen (etwa { $minutes } Minuten) reicht die Zeit heute nicht mehr. Für „{ $shorter }“ schon.
offer-appointment-today = Heute um { $clock } Uhr ist noch ein Termin frei.
offer-appointment-tomorrow = Morgen um { $clock } Uhr ist ein Termin frei.
offer-no-appointment = Heute und morgen ist kein Termin mehr frei.
offer-book = Termine buchen Sie im Internet, unter { $phone } oder bei unserem Personal.
offer-book-staff = Termine buchen Sie im Internet oder bei unserem Personal.
offer-phone = Mit dem Handy buchen
offer-phone-not = Oder buchen Sie unter { $phone } oder bei unserem Personal.
offer-phone-not-staff = Oder buchen Sie bei unserem Personal.
offer-urgent = Ist es dringend? Dann rufen Sie bitte einen Mitarbeiter.
offer-standby = Mit einer Nachrücknummer kommen Sie dran, sobald eine Lücke entsteht. Versprechen können wir es nicht.
offer-take = Nachrücknummer nehmen
offer-no = Nein, danke

## Done

checked-in = Sie sind eingecheckt
checked-in-again = Sie sind schon eingecheckt
returned = Sie sind wieder in der Reihe
waits-already = Sie sind schon in der Reihe
drawn = Ihre Wartenummer
drawn-standby = Ihre Nachrücknummer
standby-no-promise = Sie kommen dran, sobald eine Lücke entsteht. Versprechen können wir es nicht.
wait = Sie warten etwa **{ $from } bis { $to } Minuten**.
wait-short = Es dauert wahrscheinlich **weniger als { $to } Minuten**.
# Zurzeit ist kein Schalter offen, der dieses Anliegen bearbeitet.
wait-stranded = Bitte melden Sie sich **bei unserem Personal**.
your-appointment = Ihr Termin: **{ $clock } Uhr**
your-appointment-late = Ihr Termin war um **{ $clock } Uhr**. Bitte haben Sie etwas Geduld.
drawn-at = Gezogen um **{ $clock } Uhr**. Gilt heute.
step-way =
    Gehen Sie in den Wartebereich:
    { "**" }{ $way }**
step-way-unknown = Gehen Sie bitte in den Wartebereich.
step-watch = Achten Sie auf den Monitor und den Ton.
step-order = Die Nummern kommen nicht der Reihe nach.
take-slip = Nehmen Sie bitte Ihren Zettel.
slip-coming = Ihr Zettel wird gedruckt.
slip-failed = Der Drucker geht gerade nicht. Bitte merken Sie sich Ihre Nummer.
print-slip = Zettel drucken
remember = Merken oder fotografieren Sie Ihre Nummer.
photograph = Mit dem Handy sehen Sie hier, ob Sie an der Reihe sind.
noted = Habe ich notiert

## Slip

slip-drawn = { $date }, { $clock } Uhr
slip-appointment = Ihr Termin: { $clock } Uhr
slip-wait = Wartezeit: wahrscheinlich höchstens { $to } Minuten.
slip-ahead = { $n ->
    [one] Höchstens eine Person kommt vor Ihnen dran, dazu nur dringende Fälle und neue Termine.
   *[other] Höchstens { $n } Personen kommen vor Ihnen dran, dazu nur dringende Fälle und neue Termine.
}
slip-standby = Nachrücknummer: Sie kommen dran, sobald eine Lücke entsteht. Ohne Gewähr.
slip-valid = Diese Nummer gilt heute.
slip-way = Wartebereich: { $way }
slip-watch = Achten Sie auf den Monitor im Wartebereich.
slip-order = Die Nummern kommen nicht der Reihe nach.
slip-status = Mit dem Handy sehen, ob Sie an der Reihe sind:

## Help

help-calling = Wir rufen jemanden
help-calling-text = Einen Moment bitte.
help-coming = Es kommt jemand
help-coming-text = Bitte bleiben Sie hier. Eine Mitarbeiterin oder ein Mitarbeiter weiß Bescheid.
help-ringing = Es ist schon jemand gerufen
help-ringing-text = Bitte bleiben Sie hier. Gleich kommt eine Mitarbeiterin oder ein Mitarbeiter.
help-failed = Bitte gehen Sie zu unserem Personal
help-failed-text = Der Ruf ist nicht angekommen. Dort hilft man Ihnen gern.
help-back = Zurück zu meinen Angaben

## More time

more-time = Brauchen Sie mehr Zeit?
more-time-left = { $n ->
    [one] Sonst beginnt das Terminal in 1 Sekunde von vorn.
   *[other] Sonst beginnt das Terminal in { $n } Sekunden von vorn.
}
more-time-yes = Ja, bitte
more-time-no = Nein, ich bin fertig

## Not in service

starting = Das Terminal startet
starting-text = Einen Moment bitte.
out-of-order = Bitte melden Sie sich bei unserem Personal
out-of-order-text = Das Terminal hat gerade keine Verbindung. Es geht von selbst wieder, sobald sie da ist.
closed = Wir haben jetzt geschlossen
closed-opens-again = Heute öffnen wir wieder um { $clock } Uhr.
closed-opens = Heute öffnen wir um { $clock } Uhr.
closed-today = Heute öffnen wir nicht mehr.
closed-all-day = Heute ist das Bürgerbüro geschlossen.
closed-phone = Telefon: **{ $phone }**
unpaired = Dieses Terminal ist noch nicht eingerichtet
unpaired-text = Bitte melden Sie sich bei unserem Personal.
unpaired-admin = Für die Verwaltung: Ein Code entsteht mit **aufruf-backend device add --kind kiosk**. Danach hier starten mit **aufruf-kiosk --server ADRESSE --pair CODE**.

## Problems: what is the matter, and what to do next

problem-foreign-code = Dieser QR-Code ist nicht für das Terminal
problem-foreign-code-next = Nehmen Sie bitte den QR-Code aus Ihrer Bestätigung. Oder tippen Sie Ihre Terminnummer ein.
problem-other-time = Dann passt die Nummer nicht
problem-other-time-next = Vergleichen Sie bitte die Nummer mit Ihrer E-Mail oder Ihrem Zettel. Oder rufen Sie einen Mitarbeiter.
problem-unavailable = Das hat gerade nicht geklappt
problem-unavailable-next = Bitte versuchen Sie es noch einmal. Wenn es wieder nicht geht, melden Sie sich bei unserem Personal.
problem-fault = Das geht hier leider nicht
problem-fault-next = Bitte melden Sie sich bei unserem Personal. Dort hilft man Ihnen weiter.
problem-not-found = Diese Nummer gibt es heute nicht
problem-not-found-next = Vergleichen Sie bitte Nummer und Datum mit Ihrer E-Mail oder Ihrem Zettel. Oder rufen Sie einen Mitarbeiter.
problem-too-many = Bitte warten Sie kurz
problem-too-many-next = { $n ->
    [one] In 1 Sekunde können Sie es noch einmal versuchen.
   *[other] In { $n } Sekunden können Sie es noch einmal versuchen.
}
problem-closed = Wir haben jetzt geschlossen
problem-closed-next = Bitte kommen Sie während der Öffnungszeiten wieder.
problem-no-concern = Sie haben noch nichts gewählt
problem-no-concern-next = Bitte tippen Sie an, was Sie erledigen möchten.
problem-too-many-concerns = Das sind zu viele Anliegen
problem-too-many-concerns-next = Höchstens { $n } gehen auf einmal. Bitte nehmen Sie eines weg.
problem-concerns = Diese Auswahl geht nicht
problem-concerns-next = Bitte wählen Sie Ihre Anliegen noch einmal aus.
problem-quantity = Die Anzahl ist zu groß
problem-quantity-next = Höchstens { $n } gehen hier auf einmal. Bei unserem Personal geht auch mehr.
problem-too-long = Das dauert zusammen zu lange
problem-too-long-next = Bitte nehmen Sie ein Anliegen weg. Oder rufen Sie einen Mitarbeiter.
problem-not-offered = Eines der Anliegen geht hier nicht
problem-not-offered-next = Bitte wählen Sie ein anderes. Oder rufen Sie einen Mitarbeiter.
problem-no-common-counter = Diese Anliegen gehen nicht zusammen
problem-no-common-counter-next = Bitte ziehen Sie für jedes eine eigene Nummer. Oder rufen Sie einen Mitarbeiter.
problem-expired = Dieser Termin wurde nicht bestätigt
problem-expired-next = Die Zeit ist leider wieder frei geworden. Sie können eine Wartenummer ziehen oder einen Mitarbeiter rufen.
problem-not-confirmed = Dieser Termin ist noch nicht bestätigt
problem-not-confirmed-next = Bitte öffnen Sie den Link in Ihrer E-Mail. Oder rufen Sie einen Mitarbeiter.
problem-cancelled = Dieser Termin wurde abgesagt
problem-cancelled-next = Sie können eine Wartenummer ziehen. Oder rufen Sie einen Mitarbeiter.
problem-moved = Ihr Termin wurde verschoben
problem-moved-next = Er ist jetzt am { $moment }. Die neue Nummer steht in Ihrer letzten E-Mail.
problem-later-day = Ihr Termin ist am { $moment }
problem-later-day-next = Bitte kommen Sie dann wieder. Mit dem Link in Ihrer E-Mail können Sie den Termin verschieben. Oder rufen Sie einen Mitarbeiter.
problem-past-day = Ihr Termin war am { $moment }
problem-past-day-next = Bitte buchen Sie einen neuen Termin oder ziehen Sie eine Wartenummer. Oder rufen Sie einen Mitarbeiter.
problem-moved-somewhere = Ihr Termin wurde verschoben
problem-moved-somewhere-next = Die neue Zeit und die neue Nummer stehen in Ihrer letzten E-Mail.
problem-not-yet-open = Es ist noch zu früh
problem-not-yet-open-next = Wir öffnen am { $moment }. Wartenummern gibt es kurz vorher.
problem-after-last-ticket = Für heute gibt es keine Wartenummern mehr
problem-after-last-ticket-next = Bitte kommen Sie an einem anderen Tag wieder. Oder buchen Sie einen Termin.
problem-tickets-stopped = Zurzeit gibt es keine Wartenummern
problem-tickets-stopped-next = Ist es dringend? Dann rufen Sie bitte einen Mitarbeiter.
problem-no-time-left = Dafür reicht die Zeit heute nicht mehr
problem-no-time-left-next = Bitte buchen Sie einen Termin oder kommen Sie an einem anderen Tag früh.
problem-wait-too-long = Heute ist es sehr voll
problem-wait-too-long-next = Bitte buchen Sie einen Termin oder kommen Sie an einem anderen Tag früh.
problem-quota-used = Heute sind alle Wartenummern vergeben
problem-quota-used-next = Ist es dringend? Dann rufen Sie bitte einen Mitarbeiter.
problem-missed-just-now = Sie wurden gerade aufgerufen
problem-missed-just-now-next = Bitte melden Sie sich gleich bei unserem Personal. Oder rufen Sie einen Mitarbeiter.
problem-interrupted = Der Betrieb ist gerade unterbrochen
problem-interrupted-next = Bitte versuchen Sie es später noch einmal. Oder rufen Sie einen Mitarbeiter.
problem-already-here = Sie sind schon eingecheckt
problem-already-here-next = Nehmen Sie bitte im Wartebereich Platz. Achten Sie auf den Monitor.
problem-over = Diese Nummer gilt nicht mehr
problem-over-next = Der Besuch ist beendet. Brauchen Sie noch etwas? Dann ziehen Sie bitte eine Wartenummer.
problem-too-late = Dieser Termin ist leider vorbei
problem-too-late-next = Bitte rufen Sie einen Mitarbeiter. Oder buchen Sie einen neuen Termin.

remedy-number = Nummer neu eintippen
remedy-concerns = Anliegen ändern
remedy-again = Noch einmal versuchen
