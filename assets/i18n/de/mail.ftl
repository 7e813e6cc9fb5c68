# Mails. Subjects never name the concern: previews are read by others.

mail-greeting = Guten Tag,
mail-greeting-name = Guten Tag { $name },
mail-when = { $date } um { $clock } Uhr
mail-phone = Telefon: { $phone }
mail-address = E-Mail: { $email }
mail-link-plain = Der Knopf geht nicht? Kopieren Sie diesen Link in Ihren Browser:

mail-confirm-subject = Bitte bestätigen: Termin am { $when }
mail-confirm-lead = Sie haben einen Termin angefragt. Öffnen Sie den Link und drücken Sie dort auf „Termin bestätigen“. Erst dann gilt der Termin.
mail-confirm-until = Bitte bestätigen Sie bis: { $until }. Danach wird die Zeit wieder frei.
mail-confirm-link = Zur Seite „Termin bestätigen“
mail-confirm-not-you = Sie haben keinen Termin angefragt?
mail-confirm-not-you-text = Dann müssen Sie nichts tun. Die Anfrage wird von selbst gelöscht.

mail-ticket-subject = Ihr Termin am { $when }
mail-ticket-lead = Ihr Termin ist bestätigt. Bringen Sie diese E-Mail mit, auf dem Telefon oder ausgedruckt.
mail-changed-subject = Neue Zeit: Ihr Termin am { $when }
mail-changed-lead = Ihr Termin ist verschoben. Es gelten nur noch die neue Zeit und die Nummer in dieser E-Mail. Bringen Sie diese E-Mail mit, auf dem Telefon oder ausgedruckt.
mail-manage-link = Mein Termin: ansehen, verschieben oder absagen
mail-bring = Das bringen Sie mit: { $concern }
mail-payment = So können Sie bezahlen
mail-way = So finden Sie uns

mail-cancelled-subject = Abgesagt: Termin am { $when }
mail-cancelled-lead = Dieser Termin ist abgesagt. Die Zeit ist wieder frei für andere.
mail-cancelled-data = Ihren Namen und Ihre E-Mail-Adresse löschen wir innerhalb von 24 Stunden.

calendar-summary = Termin: { $office }
calendar-description = Terminnummer: { $number }. Telefon: { $phone }
