# The booking pages. Short sentences, no abbreviations, no bureaucratic words.

## Dates and times

weekday = { $n ->
    [1] Montag
    [2] Dienstag
    [3] Mittwoch
    [4] Donnerstag
    [5] Freitag
    [6] Samstag
   *[7] Sonntag
}
month = { $n ->
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
moment = { $date }, { $clock } Uhr
hour = { $clock } Uhr
oclock = Uhr
minutes = { $n ->
    [one] 1 Minute
   *[other] { $n } Minuten
}
hours = { $n ->
    [one] 1 Stunde
   *[other] { $n } Stunden
}

## Every page

title-error = Fehler:
skip-link = Zum Inhalt springen
example-note = Beispieldaten: Dieses Bürgerbüro gibt es nicht. Hier buchen Sie keinen echten Termin.
help-title = Brauchen Sie Hilfe?
help-text = Wir helfen Ihnen gern am Telefon oder per E-Mail. Sie können auch am Telefon einen Termin bekommen.
help-phone = Telefon:
help-mail = E-Mail:
foot-nav = Rechtliches
imprint = Impressum
privacy = Datenschutz
accessibility = Barrierefreiheit
back = Zurück
change = Ändern
change-concerns = der Anliegen
optional = (freiwillig)
step = Schritt { $n } von 4
errors-whole = Das hat noch nicht geklappt
errors-title = { $n ->
    [one] Bitte prüfen Sie eine Angabe
   *[other] Bitte prüfen Sie { $n } Angaben
}
time-word = Termin
place-word = Ort
duration-word = Dauer
duration-about = ungefähr { $duration }
number-word = Ihre Terminnummer
concerns-word = { $n ->
    [one] Anliegen
   *[other] Anliegen
}

## Offices

offices-title = Termin buchen
offices-lead = Wo möchten Sie einen Termin?
offices-none = Hier können Sie noch keinen Termin buchen. Das Bürgerbüro ist noch nicht eingerichtet.

## Concerns

concerns-title = Was möchten Sie erledigen?
concerns-lead = Wählen Sie 1 bis { $n } Anliegen. Sie brauchen dafür nur einen Termin.
concerns-legend = Anliegen
concerns-next = Weiter zur Uhrzeit
concerns-unsure = Sie finden Ihr Anliegen nicht? Rufen Sie uns an. Die Telefonnummer steht unten auf jeder Seite.
quantity-label = Anzahl { $unit }
quantity-for = für { $service }
bring-summary = Das bringen Sie mit
bring-title = Das bringen Sie mit
bring-nothing = Für dieses Anliegen brauchen Sie keine Unterlagen.
fee-line = Kosten: { $fee }
concern-line = { $service } ({ $quantity } { $unit })
clash-title = Diese Anliegen gehen nicht zusammen
clash-text = Bei uns sind dafür verschiedene Mitarbeitende zuständig. Diese Anliegen gehen zusammen:
clash-next = Bitte buchen Sie zwei Termine. Wählen Sie zuerst die Anliegen für den ersten Termin.
error-no-concern = Wählen Sie mindestens ein Anliegen.
error-too-many = Wählen Sie höchstens { $n } Anliegen. Für weitere Anliegen buchen Sie einen zweiten Termin.
error-unknown-service = Ein Anliegen gibt es nicht mehr. Wählen Sie bitte noch einmal.
error-quantity = { $service }: Wählen Sie eine Anzahl von 1 bis { $max }.
error-too-long = Zusammen dauern die Anliegen länger als { $duration }. Wählen Sie weniger Anliegen oder eine kleinere Anzahl. Für den Rest buchen Sie einen zweiten Termin.
error-clash = Wählen Sie nur Anliegen, die zusammengehen.

## Time

time-title = Wann möchten Sie kommen?
time-next = Weiter zu Ihren Daten
days-title = Tag wählen
this-week = Diese Woche
next-week = Nächste Woche
week-from = Woche ab { $date }
free-count = { $n ->
    [one] 1 Zeit frei
   *[other] { $n } Zeiten frei
}
earliest = Frühester Termin:
part-morning = Vormittag
part-afternoon = Nachmittag
times-on = Uhrzeit am { $date }
all-times = Alle freien Uhrzeiten dieses Tages zeigen
held-title = Diese Zeit ist für Sie reserviert
held-keep = Diese Zeit behalten und weiter
none-title = Zurzeit ist kein Termin frei
none-why-full = { $n ->
    [one] Bis morgen sind
   *[other] In den nächsten { $n } Tagen sind
} für diese Anliegen alle Termine vergeben.
none-what = Das können Sie tun:
none-later = Schauen Sie später noch einmal. Jeden Tag kommt ein neuer Tag dazu. Auch abgesagte Termine werden sofort wieder frei.
none-phone = Rufen Sie uns an: { $phone }.
none-walk-in = Kommen Sie ohne Termin. Ziehen Sie am Terminal im Eingang eine Wartemarke. Dann müssen Sie vielleicht warten.
none-fewer = Wählen Sie weniger Anliegen. Kürzere Termine sind oft früher frei.
error-no-time = Wählen Sie eine Uhrzeit.
error-time-taken = Diese Uhrzeit hat gerade jemand anderes gebucht. Wählen Sie bitte eine andere Uhrzeit.
error-too-soon = Diese Uhrzeit ist zu kurzfristig. Wählen Sie bitte eine spätere Uhrzeit.
error-too-far = Dieser Tag liegt zu weit in der Zukunft. Wählen Sie bitte einen früheren Tag.

## Contact

contact-title = Wie erreichen wir Sie?
contact-name = Name
contact-name-hint = Vorname und Nachname. Höchstens 100 Zeichen.
contact-email = E-Mail-Adresse
contact-email-hint = An diese Adresse schicken wir Ihnen den Termin. Zum Beispiel: name@beispiel.de
contact-phone = Telefonnummer
contact-phone-hint = Nur falls wir den Termin verschieben müssen. Zum Beispiel: 02377 123456
contact-privacy = Wir verwenden Ihre Angaben nur für diesen Termin. Danach löschen wir sie.
contact-privacy-link = Hinweise zum Datenschutz (öffnet in einem neuen Fenster)
contact-next = Weiter zur Prüfung
error-name-empty = Geben Sie Ihren Namen ein, zum Beispiel: Maria Muster.
error-name-long = Der Name ist zu lang. Geben Sie höchstens 100 Zeichen ein.
error-name-characters = Der Name enthält Zeichen, die wir nicht annehmen. Verwenden Sie nur Buchstaben, Leerzeichen, Bindestrich, Punkt und Apostroph. Internetadressen sind nicht erlaubt.
error-email-empty = Geben Sie eine E-Mail-Adresse ein, zum Beispiel: name@beispiel.de.
error-email-long = Die E-Mail-Adresse ist zu lang. Geben Sie höchstens 254 Zeichen ein.
error-email-form = Die E-Mail-Adresse ist nicht vollständig oder hat ein falsches Zeichen. Sie sieht so aus: name@beispiel.de. Geben Sie nur eine Adresse ein.
error-phone-short = Die Telefonnummer ist zu kurz. Geben Sie sie mit Vorwahl ein, zum Beispiel: 02377 123456. Oder lassen Sie das Feld leer.
error-phone-long = Die Telefonnummer ist zu lang. Geben Sie höchstens { $n } Zeichen ein. Oder lassen Sie das Feld leer.
error-phone-characters = Geben Sie die Telefonnummer nur mit Ziffern, Leerzeichen, Plus, Schrägstrich, Klammern und Bindestrich ein, zum Beispiel: 02377 123456. Oder lassen Sie das Feld leer.
hold-text = Diese Zeit ist für Sie reserviert bis { $clock }. Das sind noch { $left }.
hold-over = Die Reservierung ist abgelaufen. Wenn die Zeit noch frei ist, bekommen Sie sie trotzdem.
hold-more = Sie brauchen mehr Zeit?
hold-extend = Reservierung verlängern

## Review

review-title = Stimmt alles?
review-mail = Wir schicken Ihnen eine E-Mail. Öffnen Sie darin den Link und bestätigen Sie den Termin. Sie haben dafür höchstens { $duration } Zeit. Ohne Bestätigung wird der Termin wieder frei.
review-send = Termin anfragen
review-contact = Ihre Daten
review-no-phone = keine Telefonnummer
drop-text = Sie möchten keinen Termin?
drop-button = Abbrechen und Angaben löschen

## Sent

sent-title = Bitte bestätigen Sie Ihren Termin
sent-status = Ihre Anfrage ist angekommen
sent-lead = Wir schicken eine E-Mail an { $email }. Ihr Termin gilt erst, wenn Sie ihn bestätigt haben.
sent-until = Bitte bestätigen bis
sent-next = So geht es weiter
sent-step-1 = Öffnen Sie Ihr E-Mail-Postfach.
sent-step-2 = Öffnen Sie unsere E-Mail und darin den Link.
sent-step-3 = Drücken Sie auf der Seite den Knopf „Termin bestätigen“. Danach bekommen Sie eine zweite E-Mail mit Ihrer Terminnummer.
sent-missing = Keine E-Mail bekommen?
sent-missing-1 = Warten Sie ein paar Minuten.
sent-missing-2 = Schauen Sie im Ordner für unerwünschte E-Mails nach. Er heißt oft „Spam“ oder „Junk“.
sent-missing-3 = Prüfen Sie die Adresse oben. Ist sie falsch, buchen Sie bitte noch einmal.
sent-again = Noch einmal von vorn beginnen
sent-wait-text = Warten Sie bitte 2 Minuten. Dann können Sie die E-Mail noch einmal senden.
sent-again-note = Wir schicken denselben Link noch einmal. An eine Adresse schicken wir höchstens 3 solche E-Mails am Tag.
sent-enough = Sie haben die E-Mail 3-mal angefordert. Öfter senden wir sie nicht.
sent-enough-what = Ist die Adresse oben falsch? Dann beginnen Sie noch einmal von vorn. Ist sie richtig? Dann rufen Sie uns an: { $phone }. Sie können auch am Telefon einen Termin bekommen.
sent-over = Die Zeit zum Bestätigen ist vorbei. Beginnen Sie bitte noch einmal von vorn oder rufen Sie uns an: { $phone }.
again-button = E-Mail noch einmal senden
again-lead = Wir schicken Ihnen die E-Mail mit Terminnummer und QR-Code noch einmal.
again-ordered = Wir schicken die E-Mail noch einmal
again-on-its-way = Die E-Mail ist schon unterwegs
again-look = Das kann ein paar Minuten dauern. Schauen Sie bitte auch im Ordner für unerwünschte E-Mails nach. Er heißt oft „Spam“ oder „Junk“.
again-enough = Öfter senden wir die E-Mail heute nicht
again-enough-text = Alles Nötige steht auch auf dieser Seite. Sie können sie ausdrucken. Haben Sie eine Frage? Dann rufen Sie uns an: { $phone }.

## Confirmation

confirm-title = Termin bestätigen
confirm-lead = Möchten Sie diesen Termin? Drücken Sie auf „Termin bestätigen“. Erst dann gilt er.
confirm-button = Termin bestätigen
confirm-note = Sie haben keinen Termin angefragt? Dann müssen Sie nichts tun. Die Anfrage wird von selbst gelöscht.
confirmed-title = Ihr Termin ist bestätigt
confirmed-text = Wir schicken Ihnen gleich eine zweite E-Mail mit allen Angaben.
confirmed-again = Ihr Termin war schon bestätigt
confirmed-again-text = Sie müssen nichts mehr tun. Zum Verschieben oder Absagen öffnen Sie den Link in unserer zweiten E-Mail.
expired-title = Der Link ist abgelaufen
expired-lead = Sie haben den Termin nicht rechtzeitig bestätigt. Aber die Zeit ist noch frei. Sie können denselben Termin noch einmal anfragen.
expired-button = Diesen Termin noch einmal anfragen
expired-note = Ihren Namen und Ihre E-Mail-Adresse haben wir schon gelöscht. Bitte geben Sie beides noch einmal ein.
expired-gone = Sie haben den Termin nicht rechtzeitig bestätigt. Die Zeit ist jetzt nicht mehr frei. Bitte wählen Sie eine andere Zeit.
link-unknown-title = Dieser Link gilt nicht mehr
link-unknown-text = Vielleicht ist der Termin schon lange vorbei. Oder der Link ist nicht vollständig. Kopieren Sie den ganzen Link aus der E-Mail.
link-open-again = Öffnen Sie bitte noch einmal den Link aus Ihrer E-Mail.
link-closed-title = Bitte öffnen Sie den Link noch einmal
link-cookies = Klappt es wieder nicht? Dann erlauben Sie bitte Cookies für diese Seite, oder rufen Sie uns an.
link-over-title = Dieser Termin ist vorbei
link-over-text = Der Link aus der E-Mail gilt nur bis zum Tag des Termins. Brauchen Sie noch einen Termin? Dann buchen Sie bitte neu oder rufen Sie uns an.

## My appointment

appointment-title = Mein Termin
number-use = Mit dieser Nummer oder dem QR-Code checken Sie im Eingang ein.
code-alt = QR-Code zum Einchecken. Sie können auch die Terminnummer eintippen.
calendar-button = In den Kalender
move-button = Termin verschieben
cancel-button = Termin absagen
on-the-day-title = So läuft Ihr Besuch ab
on-the-day-check-in = Melden Sie Ihre Ankunft am Terminal im Eingang, am besten 5 bis 10 Minuten vorher. Halten Sie den QR-Code vor die Kamera oder tippen Sie die Nummer ein.
on-the-day-call = Im Wartebereich rufen wir Ihre Nummer auf dem Monitor auf.
on-the-day-late = Sie kommen später? Kommen Sie trotzdem und melden Sie Ihre Ankunft am Terminal. Vielleicht müssen Sie dann etwas warten. Oder rufen Sie an: { $phone }.
state-waiting = Sie sind eingecheckt
state-waiting-text = Nehmen Sie bitte im Wartebereich Platz. Wir rufen Ihre Nummer auf dem Monitor auf.
state-called = Sie sind aufgerufen
state-called-text = Der Monitor im Wartebereich zeigt, wohin Sie jetzt bitte gehen.
state-serving = Sie sind an der Reihe
state-missed = Wir haben Sie aufgerufen
state-missed-text = Melden Sie sich bitte am Terminal im Eingang oder bei unserem Personal.
state-finished = Dieser Termin ist vorbei
state-cancelled = Dieser Termin ist abgesagt
state-cancelled-text = Die Zeit ist wieder frei. Ihre persönlichen Daten löschen wir innerhalb von 24 Stunden.
state-absent = Dieser Termin ist vorbei
state-absent-text = Am Terminal hat sich niemand für diesen Termin gemeldet. Brauchen Sie noch einen Termin? Dann buchen Sie bitte neu.
state-expired = Diese Anfrage ist abgelaufen
rebook-button = Neuen Termin buchen
moved-notice = Ihr Termin ist verschoben
moved-notice-text = Wir schicken Ihnen eine E-Mail mit der neuen Zeit.
moved-number = Sie haben eine neue Terminnummer. Die alte gilt nicht mehr.

## Cancel and move

cancel-title = Termin absagen
cancel-lead = Möchten Sie diesen Termin wirklich absagen? Die Zeit wird sofort für andere frei.
cancel-confirm = Ja, Termin absagen
keep = Nein, Termin behalten
cancelled-again = Der Termin war schon abgesagt
not-now-title = Das geht jetzt nicht mehr
cancel-too-late = Sie haben schon eingecheckt oder der Termin ist vorbei. Sprechen Sie bitte mit unserem Personal oder rufen Sie an.
move-step = Termin verschieben
move-title = Wann möchten Sie stattdessen kommen?
move-current = Bisher
move-review-title = Termin verschieben?
move-lead = Prüfen Sie bitte die neue Zeit. Ihr alter Termin wird dann frei.
move-new = Neu
move-confirm = Ja, Termin verschieben
move-same = Das ist Ihre bisherige Zeit. Wählen Sie bitte eine andere Uhrzeit.

## Ticket status

status-title = Wann bin ich dran?
status-number = Ihre Nummer
status-waiting = Sie sind noch nicht dran
status-waiting-text = Bitte bleiben Sie im Wartebereich. Wir rufen Ihre Nummer auf dem Monitor auf.
status-wait = Es dauert noch etwa { $from } bis { $to } Minuten.
status-wait-short = Es dauert wahrscheinlich keine { $to } Minuten mehr. Bleiben Sie bitte in der Nähe.
status-place = { $n ->
    [0] Vor Ihnen wartet niemand mehr.
    [one] Vor Ihnen wartet noch eine Person.
   *[other] Vor Ihnen warten zurzeit { $n } Personen.
}
status-bound = { $n ->
    [one] Höchstens eine Person kommt vor Ihnen dran, dazu nur dringende Fälle und neue Termine.
   *[other] Höchstens { $n } Personen kommen vor Ihnen dran, dazu nur dringende Fälle und neue Termine.
}
status-standby = Sie haben eine Nachrücknummer. Sie kommen dran, sobald eine Lücke entsteht. Versprechen können wir es nicht.
status-stranded = Zurzeit kann niemand Ihr Anliegen bearbeiten. Melden Sie sich bitte bei unserem Personal.
status-called = Gehen Sie bitte zu { $counter }
status-called-text = Ihre Nummer ist aufgerufen.
status-serving = Sie sind an der Reihe
status-serving-text = Ihr Anliegen wird gerade bearbeitet.
status-parked-text = Sie kommen gleich noch einmal dran. Bitte bleiben Sie im Wartebereich.
status-missed = Ihre Nummer war schon aufgerufen
status-missed-text = Melden Sie sich bitte am Terminal im Eingang oder bei unserem Personal.
status-expected = Sie sind noch nicht eingecheckt
status-expected-text = Melden Sie Ihre Ankunft am Terminal im Eingang.
status-over = Diese Nummer gilt nicht mehr
status-over-text = Der Besuch ist beendet.
status-as-of = Stand: { $clock }
status-refresh = Aktualisieren
status-monitor = Es gilt immer der Aufruf auf dem Monitor im Wartebereich.
status-closed-title = Bitte öffnen Sie Ihre Nummer noch einmal
status-closed-text = Lesen Sie den QR-Code auf Ihrem Zettel oder am Terminal noch einmal ein. Haben Sie ihn nicht mehr? Dann achten Sie auf den Monitor im Wartebereich, oder fragen Sie unser Personal.
status-unknown-title = Diese Nummer kennen wir nicht
status-unknown-text = Eine Wartenummer gilt nur am selben Tag. Lesen Sie den Code bitte noch einmal ein. Oder fragen Sie unser Personal.

## Legal

privacy-version = Stand: { $date }

## What went wrong

not-found-title = Diese Seite gibt es nicht
not-found-text = Prüfen Sie bitte die Adresse. Oder beginnen Sie auf der Startseite.
to-start = Zur Startseite
too-many-title = Zu viele Anfragen
too-many-text = Von Ihrem Anschluss kamen sehr viele Anfragen. Warten Sie bitte { $n ->
    [one] 1 Minute
   *[other] { $n } Minuten
} und versuchen Sie es dann noch einmal. Sie können uns auch anrufen.
forbidden-title = Das hat nicht geklappt
forbidden-text = Ihre Sitzung ist abgelaufen oder die Anfrage kam von einer fremden Seite. Gehen Sie zurück, laden Sie die Seite neu und versuchen Sie es noch einmal. Ihr Browser muss Cookies zulassen.
form-session = Die Seite war zu lange offen. Ihre Angaben stehen noch da. Senden Sie sie bitte noch einmal ab.
form-cookies = Ihr Browser hat keine Cookies gespeichert. Ohne sie wissen wir auf der nächsten Seite nicht mehr, was Sie gewählt haben. Erlauben Sie bitte Cookies für diese Seite und senden Sie Ihre Angaben noch einmal ab. Oder rufen Sie uns an: { $phone }. Am Telefon geht alles auch.
form-too-many = Von Ihrem Anschluss kamen sehr viele Anfragen. Ihre Angaben stehen noch da. Warten Sie bitte { $n ->
    [one] 1 Minute
   *[other] { $n } Minuten
} und senden Sie sie dann noch einmal ab. Sie können uns auch anrufen.
form-busy = Gerade ist sehr viel los. Ihre Angaben stehen noch da. Senden Sie sie bitte in einer Minute noch einmal ab.
bad-request-title = Das haben wir nicht verstanden
bad-request-text = Mit der Anfrage stimmt etwas nicht. Beginnen Sie bitte auf der Startseite noch einmal.
error-title = Es ist ein Fehler passiert
error-text = Das liegt an uns, nicht an Ihnen. Versuchen Sie es bitte in einigen Minuten noch einmal oder rufen Sie uns an.
error-reference = Nennen Sie bei einem Anruf diese Nummer: { $reference }
busy-title = Gerade ist sehr viel los
busy-text = Versuchen Sie es bitte in einer Minute noch einmal. Sie können uns auch anrufen.
slow-title = Das hat zu lange gedauert
slow-text = Die Verbindung war zu langsam, oder bei uns ist gerade sehr viel los. Versuchen Sie es bitte in einer Minute noch einmal. Sie können uns auch anrufen.
