# The clerk's program. Short sentences; a button says what happens. Logging in is
# "einloggen": the other word means registering a residence here.

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
short-date = { $weekday ->
        [1] Mo
        [2] Di
        [3] Mi
        [4] Do
        [5] Fr
        [6] Sa
       *[7] So
    } { $day }.{ $month }.
moment = { $date }, um { $clock } Uhr
short-moment = { $date }, { $clock } Uhr

## Everywhere

title = Aufruf
example = Beispieldaten
back = Zurück
close = Schließen
cancel = Abbrechen
done = Fertig
repeat = Noch einmal versuchen
finish-first = Bitte schließen Sie das hier zuerst ab, oder gehen Sie mit Esc zurück.
dot-list = { $a } · { $b }

## Pairing

pairing-title = Diesen Arbeitsplatz koppeln
pairing-hint = Die Verwaltung erzeugt den Code. Er gilt zehn Minuten und nur einmal.
pairing-server = Adresse des Servers
pairing-server-example = https://rathaus:8443
pairing-code = Code, acht Zeichen
pairing-do = Koppeln
pairing-running = Wird gekoppelt …

## Log-in

login-title = Einloggen
login-user = Benutzername
login-password = Kennwort
login-do = Einloggen
login-running = Einen Moment …
login-setup = Kennwort festlegen
login-pair-again = Neu koppeln
login-wrong = Benutzername oder Kennwort stimmt nicht. Bitte prüfen Sie beides. Nach einem Gerätewechsel: Neu koppeln.
login-expired = Ihre Sitzung ist beendet. Bitte loggen Sie sich wieder ein. Der Schalter und alles, was Sie eingetippt haben, bleiben, wie sie sind.
setup-title = Kennwort festlegen
setup-hint = Den Code bekommen Sie von der Verwaltung. Das Kennwort hat 12 bis 128 Zeichen.
setup-code = Einmal-Code
setup-password = Neues Kennwort
setup-again = Neues Kennwort noch einmal
setup-do = Kennwort festlegen
setup-short = Das Kennwort hat weniger als 12 Zeichen. Bitte wählen Sie ein längeres.
setup-common = Dieses Kennwort ist zu leicht zu erraten. Bitte nehmen Sie mehrere Wörter, die nicht zusammengehören, keine Reihen wie 1234 und nicht den Namen von Ort, Büro oder Konto.
setup-long = Das Kennwort hat mehr als 128 Zeichen. Bitte wählen Sie ein kürzeres.
setup-different = Die beiden Kennwörter sind verschieden. Bitte tippen Sie das neue noch einmal.
setup-wrong = Benutzername oder Code stimmt nicht, oder der Code ist abgelaufen. Bitte lassen Sie sich einen neuen geben.
setup-done = Das Kennwort ist festgelegt. Loggen Sie sich jetzt damit ein.

## Choice of counter

counter-title = An welchem { $word } arbeiten Sie?
counter-name = { $word } { $counter }
counter-free = frei
counter-open = offen
counter-open-visit = offen, dort ist { $number }
counter-withdrawn = heute nicht besetzt
counter-waiting = Die Verbindung zum Server wird aufgebaut …
counter-log-out = Ausloggen
counter-other = Anderen wählen
take-over-title = { $word } { $counter } übernehmen?
take-over-body = An einem anderen Arbeitsplatz ist dieser Schalter schon offen. Wenn Sie ihn übernehmen, kann dort nicht mehr aufgerufen werden. Wer gerade dort ist, bleibt.
take-over-do = Übernehmen
taken-title = { $word } { $counter } wird jetzt an einem anderen Arbeitsplatz bedient
taken-body = Jemand hat diesen Schalter übernommen. Sie können ihn zurücknehmen oder einen anderen wählen.

## Top line

place = { $office } · { $word } { $counter }
serving-now = { $number } ist hier
devices-fine = Alle Geräte sind verbunden
device-away = { $name } nicht verbunden
device-printer = { $name }: Drucker gestört
device-camera = { $name }: Kamera gestört
device-sound = { $name } ohne Ton
lost = Keine Verbindung zum Server. Sie sehen den Stand von { $clock } Uhr. Sobald der Server wieder da ist, geht es von selbst weiter.
interrupted = Der Betrieb ist seit { $clock } Uhr unterbrochen. Bis das aufgehoben wird, kann niemand aufgerufen werden.
tickets-stopped = Wartenummern angehalten
help-staff = Am Terminal wird seit { $clock } Uhr jemand gebraucht.
help-number = Am Terminal hat seit { $clock } Uhr jemand die Nummer nicht dabei.
help-device = Das Terminal braucht seit { $clock } Uhr Hilfe: Papier, Kamera oder Drucker.
help-more = { $text } { $n ->
        [one] Danach wartet noch ein Ruf.
       *[other] Danach warten noch { $n } Rufe.
    }
help-take = Ich kümmere mich

## Left column

tab-waiting = Warten { $n }
tab-expected = Erwartet { $n }
tab-parked = Zurückgestellt { $n }
tab-missed = Verpasst { $n }
none-waiting = Niemand wartet.
none-expected = Für heute ist niemand mehr angekündigt.
none-parked = Niemand ist zurückgestellt.
rows-more = Noch { $n } weitere. Sie finden sie über „Suchen“.
none-missed = Niemand hat den Aufruf verpasst.
new-visit = Neuer Besuch
book = Termin geben
find = Suchen
more = Mehr …
since-appointment = Termin { $booked } · da seit { $arrived }
since-walk-in = ohne Termin · wartet seit { $arrived }
since-expected = Termin { $booked }
since-missed = aufgerufen { $called } · { $rest }
since-unknown = ohne Termin
since-wait = { $rest } · noch { $from }–{ $to } min

# Warum ein Wartender steht, wo er steht: für jede Reihenfolge ein Satz
place-due = { $order ->
    [rank] Termin { $booked }: nach früheren Terminen und nach allen, die vor { $since } eine Nummer gezogen haben.
    [fifo] Termin { $booked }: nach früheren Terminen und nach allen, die vorher eine Nummer gezogen haben.
    [apq] Termin { $booked }: Die Wartezeit seitdem zählt { $weight }-fach. Wer am meisten hat, ist zuerst an der Reihe.
    [wrr] Termin { $booked }: nach früheren Terminen. Höchstens { $row } Termine hintereinander, dann jemand ohne Termin.
   *[other] Termin { $booked }: nach früheren Terminen, vor allen ohne Termin.
}
place-early = { $order ->
    [strict] Termin { $booked }, schon da: nach früheren Terminen, vor allen ohne Termin.
   *[other] Termin { $booked }, schon da: vor der Zeit nur, wenn sonst niemand an der Reihe ist.
}
place-late = { $order ->
    [strict] Zum Termin { $booked } zu spät gekommen und überholt worden: zählt jetzt wie ein Termin um { $arrived }.
    [wrr] Zum Termin { $booked } zu spät gekommen und überholt worden: zählt jetzt wie ein Termin um { $arrived }.
    [apq] Zum Termin { $booked } zu spät gekommen und überholt worden: Die Wartezeit zählt erst ab { $arrived }.
   *[other] Zum Termin { $booked } zu spät gekommen und überholt worden: ab { $arrived } eingereiht wie ohne Termin.
}
place-walk-in = { $order ->
    [rank] Ohne Termin seit { $arrived }: nach den Terminen bis { $rank } und nach allen, die vorher gezogen haben.
    [strict] Ohne Termin seit { $arrived }: nach allen mit Termin, die da sind, und nach allen, die vorher gezogen haben.
    [fifo] Ohne Termin seit { $arrived }: nach den Terminen bis { $arrived } und nach allen, die vorher gezogen haben.
    [apq] Ohne Termin seit { $arrived }: Die Wartezeit zählt einfach, bei Terminen { $weight }-fach. Wer am meisten hat, ist zuerst an der Reihe.
    [wrr] Ohne Termin seit { $arrived }: nach allen, die vorher gezogen haben. Höchstens { $row } Termine hintereinander, dann jemand ohne Termin.
   *[other] Ohne Termin seit { $arrived }: nach allen Terminen, deren Zeit gekommen ist, und nach allen, die vorher gezogen haben.
}
place-standby = Nachrücknummer von { $arrived }: kommt dran, sobald eine Lücke entsteht.
place-urgent = { $order ->
    [rank] Als dringend vermerkt: zählt wie ein Termin um { $rank }.
    [fifo] Als dringend vermerkt: vor allen anderen.
    [apq] Als dringend vermerkt: vor allen anderen.
   *[other] Als dringend vermerkt: vor späteren Terminen und vor allen ohne Termin.
}
place-returned = Hatte den Aufruf verpasst und ist wieder da: jetzt eingereiht mit der Uhrzeit { $rank }.
place-reserved = Wartet auf { $counter }.
place-reserved-stranded = Wartet auf { $counter }. Dort wird gerade niemand aufgerufen. Die Leitung kann den Besuch für alle Schalter freigeben.
place-stranded = Kein offener Schalter bearbeitet dieses Anliegen. Bitte öffnen Sie einen, der es kann, oder geben Sie einen Termin.

# Aussicht auf den Tag
outlook-empty = Mit { $n } offenen Schaltern wartet gegen { $clock } niemand mehr.
outlook-empty-one = Mit einem offenen Schalter wartet gegen { $clock } niemand mehr.
outlook-late = Heute wird es später: etwa bis { $clock }.
outlook-tickets = { $n ->
    [0] Keine Wartenummer passt mehr in den Tag.
    [one] Noch etwa eine Wartenummer.
   *[other] Noch etwa { $n } Wartenummern.
}
mark-urgent = dringend
mark-early = früh da
mark-late = kam später
mark-standby = ohne Zusage
mark-returned = wieder da
mark-reserved = für { $counter }
mark-reserved-stranded = { $counter } ruft gerade nicht
mark-stranded = kein Schalter dafür offen
concerns-more = { $first } und { $n } weitere
quantity = { $name } ({ $n })

## Why

why-due = Termin { $booked }, eingecheckt { $arrived }. Niemand ist vorher an der Reihe.
why-early = Termin { $booked }, eingecheckt { $arrived }. Sonst wartet gerade niemand, der vorher dran ist.
why-late = Termin { $booked }, eingecheckt { $arrived }. Nach der Ankunft eingereiht.
why-walk-in = Ohne Termin, wartet seit { $arrived }. Jetzt an der Reihe.
why-standby = Ohne Termin und ohne Zusage, wartet seit { $arrived }. Gerade ist Zeit.
why-urgent = Als dringend vermerkt, wartet seit { $arrived }.
why-returned = Hatte den Aufruf verpasst und ist wieder da, wartet seit { $arrived }.
why-reserved = Kommt zu diesem Schalter zurück, wartet seit { $arrived }.

## At the counter

idle-headline = Als Nächstes
idle-nobody = Gerade wartet niemand für diesen Schalter.
idle-nobody-hint = Sobald jemand eincheckt oder eine Nummer zieht, steht es hier.
call-next = { $number } aufrufen
call-nobody = Niemand wartet
pause = Pause
paused-headline = Pause
paused-hint = Dieser Schalter ruft niemanden auf. Ihr Platz bleibt Ihrer.
resume = Weiter arbeiten
closed-headline = Dieser Schalter ist geschlossen
closed-hint = Sie können ihn wieder öffnen oder einen anderen wählen.
open-counter = Schalter öffnen
day-over = Für heute ist Schluss
day-over-hint = Der Tag ist abgeschlossen. Suchen und lesen können Sie noch.
called-since = Aufgerufen um **{ $clock }** Uhr
arrived = Kommt
recall = Erneut aufrufen
miss = Nicht erschienen
serving-since = In Bearbeitung seit **{ $clock }**
concerns-called = Anliegen
concerns-serving = Erledigt?
bring = mitbringen: { $documents }
edit-concerns = Anliegen ergänzen
park = Zurückstellen
transfer = Weitergeben …
finish = Fertig
finish-next = Fertig, weiter mit { $number }
finish-pause = Fertig, dann Pause
pause-after = Danach Pause
pause-after-off = Doch keine Pause danach
nobody-next = Nach diesem Besuch wartet gerade niemand für diesen Schalter.
pause-next = Nach diesem Besuch macht dieser Schalter Pause.
appointment-of = Termin { $booked }
walk-in-of = ohne Termin
name-loading = Name wird geholt …
undo = Rückgängig
undone-call = { $number } aufgerufen.
undone-recall = { $number } erneut aufgerufen.
undone-miss = { $number } als nicht erschienen vermerkt.
undone-start = { $number } ist da.
undone-finish = { $number } ist fertig.
undone-park = { $number } zurückgestellt.
undone-transfer = { $number } weitergegeben.

## One visit

visit-call = Jetzt aufrufen …
visit-urgent = Als dringend vermerken …
visit-leave = Ist gegangen
visit-bring-back = Ist wieder da
visit-bring-back-from = Ist wieder da (ab { $clock })
visit-check-in = Ist da, einchecken
visit-move = Termin verschieben …
visit-cancel = Termin absagen
visit-contact = Kontakt ändern …
visit-mail-again = E-Mail noch einmal senden
mail-ordered = Die E-Mail mit Nummer und Links geht noch einmal heraus.
mail-on-its-way = Die E-Mail ist schon unterwegs. Bitte warten Sie ein paar Minuten.
mail-enough = Die E-Mail wurde schon oft genug gesendet. Bitte prüfen Sie die Adresse unter „Kontakt ändern“.
mail-no-address = Es ist keine E-Mail-Adresse hinterlegt. Unter „Kontakt ändern“ können Sie eine eintragen.
visit-unpark = Wieder einreihen
visit-unpark-to-me = Wieder einreihen, nur für { $counter }
visit-drop-reservation = Für alle Schalter freigeben
visit-concerns = Anliegen ändern
visit-why-called = Warum dieser Aufruf?
why-called-title = Warum { $number } aufgerufen wurde
why-called-running = Wird nachgesehen …
visit-duration = etwa { $minutes } Minuten
visit-nothing = Hier ist nichts mehr zu tun.
reason-call = Warum außer der Reihe?
reason-urgent = Warum dringend?
reason-hardship = Schwanger, behindert, Schmerzen, Säugling
reason-frail = Gebrechlich oder sehr alt
reason-short = Nur eine kurze Sache
reason-deadline = Muss weg: Zug, Schicht, Kind
reason-our-mistake = Von uns übersehen
reason-same-clerk = Braucht genau diesen Schalter
reason-disturbance = Störung oder Probealarm
sure-leave = { $number } als gegangen vermerken?
sure-leave-hint = Die Nummer wird dann nicht mehr aufgerufen. Das lässt sich nicht zurücknehmen.
sure-cancel = Termin { $moment } absagen?
sure-cancel-hint = Die Zeit wird sofort wieder frei. Das lässt sich nicht zurücknehmen. Ist eine E-Mail-Adresse hinterlegt, geht eine Nachricht heraus.
sure-interrupt = Betrieb unterbrechen?
sure-interrupt-hint = Bis Sie es aufheben, wird an keinem Schalter aufgerufen. Einchecken geht weiter.
sure-release = { $word } { $counter } freigeben?
sure-release-hint = Der Schalter wird geschlossen. Danach kann ihn jeder wieder öffnen, auch an einem anderen Arbeitsplatz. Termine bleiben, wie sie sind.
sure-withdraw = { $word } { $counter } heute nicht mehr besetzen?
sure-withdraw-hint = Neue Termine werden dort nicht mehr vergeben. Danach sehen Sie, welche Termine nicht mehr passen.

## Concerns

picker-filter = Anliegen suchen
picker-none = Kein Anliegen heißt so.
picker-fewer = Weniger
picker-more = Mehr
picker-chosen = Gewählt: { $concerns }
picker-chosen-n = Gewählt: { $n } Anliegen
picker-nothing = Noch nichts gewählt
concerns-title = Anliegen von { $number }
concerns-save = Übernehmen
walk-in-title = Neuer Besuch ohne Termin
walk-in-do = Wartenummer ausgeben
walk-in-done = Wartenummer ausgegeben
walk-in-tell = Bitte sagen Sie die Nummer an. Sie wird am Monitor aufgerufen.

## Booking

book-title = Termin geben
book-to-times = Freie Zeiten
times-title = Wann?
times-earlier = Frühere Woche
times-later = Spätere Woche
times-loading = Freie Zeiten werden gesucht …
times-none = In dieser Woche ist nichts frei.
move-title = { $number } verschieben
move-from = Bisher: { $moment }
move-sure = { $number } von { $from } auf { $to } verschieben?
move-sure-same = Die Terminnummer bleibt. Ist eine E-Mail-Adresse hinterlegt, geht eine Nachricht mit der neuen Uhrzeit heraus.
move-sure-new = Für den neuen Tag gilt eine neue Terminnummer. Ist eine E-Mail-Adresse hinterlegt, geht eine Nachricht mit der neuen Nummer heraus.
move-do = Termin verschieben
contact-title = Für wen?
contact-when = { $moment } · { $concerns }
contact-name = Name
contact-phone = Telefon (freiwillig)
contact-email = E-Mail (freiwillig)
contact-do = Termin buchen
contact-change-title = Kontakt von { $number } ändern
contact-reading = Der Kontakt wird geholt. Das wird vermerkt.
contact-save = Übernehmen
contact-changed = Der Kontakt ist geändert
contact-changed-hint = Die nächste E-Mail geht an die neue Adresse. Die Nummer bleibt.
booked-title = Der Termin ist gebucht
booked-tell = Bitte vorlesen: { $spelled }
booked-bring = Mitbringen: { $documents }
moved-title = Der Termin ist verschoben
moved-new-number = Es gilt eine neue Terminnummer.
field-name-empty = Bitte tragen Sie einen Namen ein.
field-name-long = Der Name hat mehr als 100 Zeichen. Bitte kürzen Sie ihn.
field-name-wrong = Der Name enthält Zeichen, die in keinen Namen gehören. Bitte prüfen Sie ihn.
field-email-long = Die E-Mail-Adresse ist zu lang. Bitte prüfen Sie sie.
field-email-wrong = Die E-Mail-Adresse ist nicht vollständig. Bitte prüfen Sie sie oder lassen Sie das Feld leer.
field-phone-short = Die Telefonnummer ist zu kurz. Bitte prüfen Sie sie oder lassen Sie das Feld leer.
field-phone-long = Die Telefonnummer ist zu lang. Bitte prüfen Sie sie.
field-phone-wrong = Die Telefonnummer enthält andere Zeichen als Ziffern. Bitte prüfen Sie sie.

## Find

find-title = Suchen
find-field = Nummer, Name oder Uhrzeit
find-hint = Nummern finden Sie von gestern bis zum letzten buchbaren Tag, Namen von heute bis vier Wochen voraus, Uhrzeiten nur heute. Jede Suche wird vermerkt.
find-former = vorher { $former } · { $rest }
find-running = Wird gesucht …
find-none = Nichts gefunden. Bitte prüfen Sie die Schreibweise oder suchen Sie nach der Uhrzeit.
find-many = Die ersten { $n } Treffer. Bitte suchen Sie genauer.

## Transfer

transfer-title = { $number } weitergeben
transfer-any = An den nächsten freien Schalter
transfer-to = An { $word } { $counter }

## Menu

menu-title = Mehr
menu-day-list = Tagesliste drucken
menu-tickets-stop = Heute keine Wartenummern mehr am Terminal
menu-tickets-go = Wartenummern am Terminal wieder ausgeben
menu-close-counter = Diesen Schalter schließen
menu-other-counter = Anderen Schalter wählen
menu-log-out = Ausloggen
menu-keys = Alle Tasten
menu-counters = Schalter für heute und Termine, die nicht mehr passen
menu-counters-n = Schalter für heute und Termine, die nicht mehr passen ({ $n })
menu-interrupt = Betrieb unterbrechen
menu-resume = Betrieb wieder aufnehmen
menu-policy-due = Terminvorrang einschalten
menu-policy-back = Terminvorrang ausschalten
menu-policy-now = Reihenfolge jetzt: { $policy }.
menu-tickets-now = Wartenummern heute: { $n }.
menu-tickets-cap = Wartenummern heute: { $n } von { $cap }.
menu-lead = Für die Leitung
policy-rank = Termine mit Vorsprung
policy-strict = Termine immer zuerst
policy-due = Terminvorrang
policy-fifo = nach der Zeit
policy-apq = nach gewichteter Wartezeit
policy-wrr = im Wechsel
day-list-opened = Die Tagesliste öffnet sich im Browser. Sie enthält Namen: nach Gebrauch bitte vernichten.
day-list-link = Bitte öffnen Sie diese Adresse im Browser, sie gilt eine Minute: { $link }
day-list-running = Die Tagesliste wird geholt …
counters-title = Schalter für heute
counters-open = offen
counters-paused = Pause
counters-idle = geschlossen
counters-withdrawn = heute nicht besetzt
counters-withdraw = Heute nicht mehr besetzen
counters-restore = Doch besetzen
counters-release = Freigeben
misfits-title = Diese Termine passen nicht mehr
misfits-none = Alle Termine passen, heute und an den nächsten Tagen.
misfits-loading = Spätere Tage werden geprüft …
misfits-day = { $date } ({ $n })
misfits-hint = Für sie reicht das Personal an diesem Tag nicht. Wer noch nicht da ist, lässt sich hier verschieben.
keys-title = Alle Tasten
keys-counter = Am Schalter
keys-always = Jederzeit
keys-menu = Unter „Mehr“
keys-visit = Bei einem Besuch
keys-dialog = In Listen und Fenstern
keys-start = Vor der Arbeit
keys-others = Weitere Tasten
keys-span = { $from } bis { $to }
keys-arrows = Pfeile
keys-arrows-do = Zur Zeile oder zum Knopf in dieser Richtung
keys-tab = Tab
keys-tab-do = Weiter, mit Umschalt zurück
keys-enter = Eingabe
keys-enter-do = Die umrandete Zeile oder den Knopf drücken
key-call-next = Nächste Nummer aufrufen
key-arrived = Aufgerufene Nummer kommt
key-finish-next = Fertig, weiter mit der nächsten
key-finish = Fertig
key-recall = Erneut aufrufen
key-miss = Nicht erschienen
key-park = Zurückstellen
key-transfer = Weitergeben
key-concerns = Anliegen ergänzen
key-pause = Pause
key-pause-after = Danach Pause
key-resume = Weiter arbeiten
key-open = Schalter öffnen
key-undo = Rückgängig
key-walk-in = Neuer Besuch
key-book = Termin geben
key-find = Suchen
key-help = Hilferuf übernehmen
key-repeat = Noch einmal versuchen
key-day-list = Tagesliste drucken
key-tickets = Wartenummern anhalten, wieder ausgeben
key-interruption = Betrieb unterbrechen, wieder aufnehmen
key-close-counter = Diesen Schalter schließen
key-other-counter = Anderen Schalter wählen
key-log-out = Ausloggen
key-counters = Leitung: Schalter für heute
key-policy = Leitung: Terminvorrang
key-menu = Mehr
key-keys = Alle Tasten
key-tab-waiting = Wer wartet
key-tab-expected = Wer erwartet wird
key-tab-parked = Wer zurückgestellt ist
key-tab-missed = Wer verpasst hat
key-call-this = Jetzt aufrufen
key-urgent = Als dringend vermerken
key-drop-reservation = Leitung: für alle Schalter freigeben
key-leave = Ist gegangen
key-bring-back = Ist wieder da
key-check-in = Ist da, einchecken
key-move = Termin verschieben
key-cancel-booking = Termin absagen
key-contact = Kontakt ändern
key-mail-again = E-Mail noch einmal senden
key-unpark = Wieder einreihen
key-unpark-to-me = Wieder einreihen, nur für diesen Schalter
key-why-called = Sagen, warum aufgerufen wurde
key-confirm = Der nächste Schritt
key-dismiss = Schließen oder zurück
key-earlier = Frühere Woche
key-later = Spätere Woche
key-choice = Diese Zeile der Liste
key-other-choice = In „Schalter für heute“: freigeben
key-set-up = Kennwort festlegen
key-pair-again = Neu koppeln

## States

state-held = noch nicht abgeschickt
state-pending = noch nicht bestätigt
state-confirmed = noch nicht da
state-waiting = wartet
state-called = aufgerufen
state-serving = in Bearbeitung
state-parked = zurückgestellt
state-missed = nicht erschienen
state-finished = fertig
state-cancelled = abgesagt
state-expired = verfallen
state-absent = nicht gekommen
state-left = gegangen
state-closed = mit dem Tag beendet
state-moved-out = auf einen anderen Tag verschoben

## Refusals: what is, and what to do next

problem-unreachable = Der Server antwortet nicht. Ob der Schritt getan ist, steht noch nicht fest. Versuchen Sie es noch einmal: doppelt geschieht nichts.
problem-timed-out = Der Server braucht zu lange. Ob der Schritt getan ist, steht noch nicht fest. Versuchen Sie es noch einmal: doppelt geschieht nichts.
problem-unavailable = Der Server ist gerade nicht bereit. Versuchen Sie es gleich noch einmal.
problem-protocol = Der Server antwortet unverständlich. Vielleicht ist dieses Programm zu alt. Bitte sagen Sie der Technik Bescheid.
problem-address = Das ist keine Adresse eines Servers. Sie sieht so aus: https://rathaus:8443
problem-bad-request = Der Server nimmt diese Angaben nicht an. Bitte prüfen Sie die Eingaben.
problem-unauthorized = Ihre Sitzung ist beendet. Bitte loggen Sie sich wieder ein.
problem-forbidden = Das darf nur die Leitung. Bitte sprechen Sie sie an.
problem-not-found = Das gibt es hier nicht oder nicht mehr. Bitte suchen Sie noch einmal.
problem-request-id = Dieser Schritt ist dem Server schon anders bekannt. Bitte drücken Sie noch einmal.
problem-counter-taken = Schalter { $counter } wird an einem anderen Arbeitsplatz bedient.
problem-too-many = Zu viele Versuche. Bitte warten Sie { $seconds } Sekunden.
problem-internal = Im Server ist ein Fehler aufgetreten. Versuchen Sie es noch einmal, sonst sagen Sie der Technik Bescheid.
problem-pairing-code = Der Code stimmt nicht, ist abgelaufen oder schon benutzt. Bitte lassen Sie sich einen neuen geben.
problem-key-file = Der Schlüssel dieses Arbeitsplatzes lässt sich nicht speichern: { $path }. Bitte sagen Sie der Technik Bescheid.
problem-day-closed = Der Tag ist abgeschlossen. Heute ist nichts mehr zu ändern.
problem-unknown-visit = Diesen Besuch gibt es heute nicht. Vielleicht ist er auf einen anderen Tag verschoben. Bitte suchen Sie ihn.
problem-unknown-counter = Schalter { $counter } gibt es hier nicht. Bitte wählen Sie einen anderen.
problem-unknown-service = Dieses Anliegen gibt es hier nicht mehr. Bitte wählen Sie ein anderes.
problem-wrong-state = Das geht nicht mehr. Der Besuch ist inzwischen: { $state }. Die Liste zeigt den neuen Stand.
problem-no-concern = Es ist kein Anliegen gewählt. Bitte wählen Sie mindestens eines.
problem-too-many-concerns = Es sind mehr als { $max } Anliegen gewählt. Bitte wählen Sie weniger.
problem-concern-twice = Ein Anliegen ist doppelt gewählt. Bitte erhöhen Sie stattdessen die Anzahl.
problem-quantity = Die Anzahl muss zwischen 1 und { $max } liegen. Bitte ändern Sie sie.
problem-too-long = Zusammen dauert das länger als { $max } Minuten. Bitte geben Sie zwei Termine.
problem-not-offered = Dieses Anliegen wird so nicht angeboten. Bitte wählen Sie ein anderes oder geben Sie einen Termin.
problem-no-common-counter = Kein Schalter kann alle diese Anliegen zusammen. Bitte teilen Sie sie auf zwei Besuche auf.
problem-time-taken = Diese Zeit ist inzwischen vergeben. Bitte wählen Sie eine andere.
problem-too-soon = Diese Zeit ist zu kurzfristig. Bitte wählen Sie eine spätere.
problem-too-far = Dieser Tag ist noch nicht offen für Termine. Bitte wählen Sie einen früheren.
problem-expired = Die Frist dafür ist vorbei. Bitte beginnen Sie neu.
problem-numbers-exhausted = Für diesen Tag sind alle Terminnummern vergeben. Bitte wählen Sie einen anderen Tag.
problem-already-confirmed = Der Termin ist schon bestätigt: { $number }.
problem-cancelled = Der Termin ist schon abgesagt. Bitte geben Sie einen neuen.
problem-moved-away = Der Termin ist verschoben: { $moment }. Bitte suchen Sie ihn dort.
problem-already-checked-in = { $number } ist schon eingecheckt und wartet.
problem-office-closed = Jetzt ist geschlossen. Bitte geben Sie einen Termin.
problem-not-yet-open = Wartenummern gibt es ab { $clock } Uhr.
problem-after-last-ticket = So kurz vor Schluss gibt es keine Wartenummern mehr. Bitte geben Sie einen Termin.
problem-tickets-stopped = Für heute sind die Wartenummern angehalten. Unter „Mehr“ lassen sie sich wieder ausgeben.
problem-no-time-left = Für diese Anliegen reicht die Zeit heute nicht mehr. Bitte geben Sie einen Termin.
problem-wait-too-long = Die Wartezeit wäre zu lang. Bitte geben Sie einen Termin.
problem-quota-used = Die Wartenummern für heute sind vergeben. Bitte geben Sie einen Termin.
problem-counter-closed = Dieser Schalter ist nicht offen. Bitte öffnen Sie ihn zuerst.
problem-counter-paused = Dieser Schalter macht Pause. Drücken Sie zuerst „Weiter arbeiten“.
problem-counter-busy = An diesem Schalter ist noch { $number }. Bitte schließen Sie diesen Besuch zuerst ab.
problem-counter-empty = An diesem Schalter ist niemand. Die Anzeige zeigt den neuen Stand.
problem-nobody-waiting = Für diesen Schalter wartet gerade niemand. Sie haben nichts versäumt.
problem-next-is-another = Inzwischen ist { $number } an der Reihe. Der Knopf ist schon geändert: bitte drücken Sie noch einmal.
problem-cannot-serve = Dieser Schalter kann das Anliegen nicht bearbeiten. Bitte geben Sie an einen anderen weiter.
problem-interrupted = Der Betrieb ist unterbrochen. Unter „Mehr“ lässt er sich wieder aufnehmen.
problem-not-interrupted = Der Betrieb läuft schon wieder.
problem-missed-just-now = Der Aufruf wurde gerade erst verpasst. Ab { $clock } Uhr geht es wieder.
problem-cannot-undo = Dieser Schritt lässt sich nicht mehr zurücknehmen.
problem-help-taken = Darum kümmert sich schon jemand.
problem-already-so = Das ist schon so. Sie brauchen nichts zu tun.
