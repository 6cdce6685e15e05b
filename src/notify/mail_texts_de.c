#include "mail_texts.h"

// clang-format off
const MailTexts mail_texts_de = {
    .language = "de",
    .greeting = "Guten Tag,",
    .platform = "Diese Mail kommt vom Marktplatz von {operator}, {public_url}. Fragen: {support}",
    .of = {
        [MAIL_PASSWORD_SET] = {
            .subject = "Setzen Sie Ihr Passwort",
            .body = "Ihr Konto auf unserem Marktplatz ist angelegt. Setzen Sie ein Passwort, um es zu öffnen; der Link gilt einmal, {hours} Stunden lang.\n\n"
                    "Danach können Sie auf derselben Seite einen neuen Link anfordern.",
            .button = "Passwort setzen",
            .why = "Sie erhalten sie, weil für diese Mailadresse ein Konto registriert wurde. Waren Sie das nicht, tun Sie nichts: Ohne Passwort kann niemand es benutzen.",
        },
        [MAIL_PASSWORD_RESET] = {
            .subject = "Setzen Sie Ihr Passwort zurück",
            .body = "mit diesem Link wählen Sie ein neues Passwort. Er gilt einmal, {minutes} Minuten lang. Ihr bisheriges Passwort gilt, bis Sie ein anderes wählen.",
            .button = "Neues Passwort wählen",
            .why = "Sie erhalten sie, weil jemand sie mit dieser Mailadresse angefordert hat. Waren Sie das nicht, tun Sie nichts.",
        },
        [MAIL_ACCOUNT_EXISTS] = {
            .subject = "Sie haben bereits ein Konto",
            .body = "jemand wollte sich mit dieser Mailadresse registrieren; für sie gibt es schon ein Konto. Melden Sie sich damit an. Haben Sie das Passwort vergessen, schickt Ihnen die Anmeldeseite einen Link für ein neues.",
            .button = "Anmelden",
            .why = "Sie erhalten sie, weil Ihre Adresse bei der Registrierung eingegeben wurde. Es wurde nichts geändert.",
        },
        [MAIL_PASSWORD_CHANGED] = {
            .subject = "Ihr Passwort wurde geändert",
            .body = "das Passwort Ihres Kontos wurde am {moment} geändert. Andere Browser wurden abgemeldet. API-Token von Ihnen, die weiterhin gelten: {tokens}.\n\n"
                    "Waren Sie das nicht, setzen Sie das Passwort jetzt zurück, widerrufen Sie dabei die API-Token und sagen Sie uns Bescheid.",
            .button = "Passwort zurücksetzen",
            .why = "Sie erhalten sie, weil sie die Sicherheit Ihres Kontos betrifft.",
        },
        [MAIL_PROFILE_SUBMITTED] = {
            .subject = "Eine Registrierung wartet auf Ihre Entscheidung: {organization}",
            .body = "{person} hat das Profil von {company} ({organization}) eingereicht.\n\nBitte genehmigen Sie es oder lehnen Sie es mit einer Begründung ab.",
            .button = "Registrierung ansehen",
            .why = "Sie erhalten sie, weil Sie über Registrierungen entscheiden.",
        },
        [MAIL_PROFILE_APPROVED] = {
            .subject = "Das Profil Ihrer Organisation wurde genehmigt",
            .body = "das Profil von {company} wurde genehmigt. Mitglieder mit der Rolle Einkauf können ab jetzt bestellen und abonnieren.",
            .button = "Zum Marktplatz",
            .why = "Sie erhalten sie, weil Ihnen die Organisation gehört oder Sie ihr Profil eingereicht haben.",
        },
        [MAIL_PROFILE_REJECTED] = {
            .subject = "Das Profil Ihrer Organisation muss geändert werden",
            .body = "das Profil von {company} wurde nicht genehmigt. Der Grund:\n\n{reason}\n\nSie können es jederzeit ändern und erneut einreichen.",
            .button = "Profil ändern",
            .why = "Sie erhalten sie, weil Ihnen die Organisation gehört oder Sie ihr Profil eingereicht haben.",
        },
        [MAIL_SELLER_APPLICATION_SUBMITTED] = {
            .subject = "Jemand möchte Anbieter werden: {seller}",
            .body = "{person} von {organization} möchte unter dem Namen {seller} anbieten.\n\nBitte genehmigen Sie die Bewerbung oder lehnen Sie sie mit einer Begründung ab.",
            .button = "Bewerbung ansehen",
            .why = "Sie erhalten sie, weil Sie darüber entscheiden, wer hier anbietet.",
        },
        [MAIL_SELLER_APPLICATION_APPROVED] = {
            .subject = "Sie sind jetzt Anbieter: {seller}",
            .body = "Ihre Bewerbung wurde genehmigt: {organization} ist ab jetzt Anbieter unter dem Namen {seller}. Beschreiben Sie zuerst Ihr Unternehmen auf seiner öffentlichen Seite; danach kommen die Produkte.",
            .button = "Öffentliche Seite bearbeiten",
            .why = "Sie erhalten sie, weil Ihnen die Organisation gehört oder Sie die Bewerbung eingereicht haben.",
        },
        [MAIL_SELLER_APPLICATION_REJECTED] = {
            .subject = "Ihre Bewerbung als Anbieter muss geändert werden",
            .body = "die Bewerbung, unter dem Namen {seller} anzubieten, wurde nicht genehmigt. Der Grund:\n\n{reason}\n\nSie können sie jederzeit korrigieren und erneut senden.",
            .button = "Bewerbung korrigieren",
            .why = "Sie erhalten sie, weil Ihnen die Organisation gehört oder Sie die Bewerbung eingereicht haben.",
        },
        [MAIL_ORDER_COMPLETED] = {
            .subject = "Ihre Bestellung ist ausgeführt: {product}",
            .body = "{product}, Tarif {plan}, steht bereit.",
            .button = "Abonnement öffnen",
            .why = "Sie erhalten sie, weil Sie bestellt haben oder Ihnen die Organisation gehört.",
        },
        [MAIL_SUBSCRIPTION_CANCELLED] = {
            .subject = "Ein Abonnement wurde gekündigt: {subscription}",
            .body = "das Abonnement {subscription} von {organization} wurde gekündigt. Seine Schlüssel gelten nicht mehr; Dokumente und Verbrauch bleiben lesbar.",
            .button = "Abonnement öffnen",
            .why = "Sie erhalten sie, weil Sie gekündigt haben oder Ihnen die Organisation gehört.",
        },
        [MAIL_DEPLOYMENT_FAILED] = {
            .subject = "Eine Bereitstellung ist gescheitert: {workload}",
            .body = "{workload} konnte nicht im Namespace {namespace} des Clusters {cluster} bereitgestellt werden. Der Grund:\n\n{cause}\n\nIst er behoben, versuchen Sie es auf der Seite des Workloads erneut, oder entfernen Sie ihn dort.",
            .button = "Workload öffnen",
            .why = "Sie erhalten sie, weil Sie diese Bereitstellung veranlasst haben.",
        },
        [MAIL_WORKLOAD_DEGRADED] = {
            .subject = "Ein Workload läuft nicht, wie er soll: {workload}",
            .body = "{workload} war im Namespace {namespace} des Clusters {cluster} bereit und läuft nicht mehr einwandfrei. Das wurde festgestellt:\n\n{cause}",
            .button = "Workload öffnen",
            .why = "Sie erhalten sie, weil Sie ihn bereitgestellt haben.",
        },
        [MAIL_REQUEST_PLACED] = {
            .subject = "Ihre Anfrage {reference}: {product}",
            .body = "Ihre Anfrage {reference} zu {product}, Tarif {plan}, ist bei {seller} angekommen.\n\nDer Anbieter liest sie und antwortet auf der Seite der Anfrage; Sie erhalten dann eine E-Mail. Dort können Sie dem Anbieter schreiben oder die Anfrage zurückziehen.",
            .button = "Anfrage öffnen",
            .why = "Sie erhalten sie, weil Sie dieses Angebot angefragt haben oder Ihnen die Organisation gehört.",
        },
        [MAIL_REQUEST_SEEN] = {
            .subject = "{seller} hat Ihre Anfrage {reference} geöffnet",
            .body = "{seller} hat Ihre Anfrage zu {product}, Tarif {plan}, geöffnet. Die Antwort kommt per E-Mail und steht auf der Seite der Anfrage.",
            .button = "Anfrage öffnen",
            .why = "Sie erhalten sie, weil Sie dieses Angebot angefragt haben oder Ihnen die Organisation gehört.",
        },
        [MAIL_REQUEST_MESSAGE] = {
            .subject = "{seller} hat zu Ihrer Anfrage {reference} geschrieben",
            .body = "{author} von {seller} hat zu Ihrer Anfrage zu {product}, Tarif {plan}, geschrieben:\n\n{text}\n\nBitte antworten Sie auf der Seite der Anfrage, nicht auf diese E-Mail.",
            .button = "Anfrage öffnen",
            .why = "Sie erhalten sie, weil Sie dieses Angebot angefragt haben oder Ihnen die Organisation gehört.",
        },
        [MAIL_REQUEST_WON] = {
            .subject = "Ihre Anfrage {reference} ist abgeschlossen: Sie sind sich einig",
            .body = "{seller} hat Ihre Anfrage zu {product}, Tarif {plan}, abgeschlossen: Sie haben sich geeinigt. Das Gespräch bleibt lesbar.",
            .button = "Anfrage öffnen",
            .why = "Sie erhalten sie, weil Sie dieses Angebot angefragt haben oder Ihnen die Organisation gehört.",
        },
        [MAIL_REQUEST_LOST] = {
            .subject = "Ihre Anfrage {reference} endete ohne Einigung",
            .body = "{seller} hat Ihre Anfrage zu {product}, Tarif {plan}, abgeschlossen: Sie haben sich nicht geeinigt. Das Gespräch bleibt lesbar, und Sie können jederzeit wieder ein Angebot anfragen.",
            .button = "Anfrage öffnen",
            .why = "Sie erhalten sie, weil Sie dieses Angebot angefragt haben oder Ihnen die Organisation gehört.",
        },
        [MAIL_REQUEST_WITHDRAWN] = {
            .subject = "Ihre Anfrage {reference} wurde zurückgezogen",
            .body = "die Anfrage zu {product}, Tarif {plan}, wurde zurückgezogen; {seller} weiß es. Was geschrieben wurde, bleibt lesbar.",
            .button = "Anfrage öffnen",
            .why = "Sie erhalten sie, weil Sie dieses Angebot angefragt haben oder Ihnen die Organisation gehört.",
        },
        [MAIL_LEAD_PLACED] = {
            .subject = "Neuer Lead {reference}: {product}",
            .body = "{person} von {organization} fragt ein Angebot zu {product}, Tarif {plan}, an. Die Antworten auf Ihre Fragen und der Kommentar stehen auf der Seite des Leads.",
            .button = "Lead öffnen",
            .why = "Sie erhalten sie, weil Sie der Kontakt des Anbieters sind oder dieser Lead Ihre Sache ist.",
        },
        [MAIL_LEAD_MESSAGE] = {
            .subject = "{organization} hat zum Lead {reference} geschrieben",
            .body = "{author} von {organization} hat zu {product}, Tarif {plan}, geschrieben:\n\n{text}\n\nBitte antworten Sie auf der Seite des Leads, nicht auf diese E-Mail.",
            .button = "Lead öffnen",
            .why = "Sie erhalten sie, weil Sie der Kontakt des Anbieters sind oder dieser Lead Ihre Sache ist.",
        },
        [MAIL_LEAD_WITHDRAWN] = {
            .subject = "{organization} hat den Lead {reference} zurückgezogen",
            .body = "{organization} hat die Anfrage zu {product}, Tarif {plan}, zurückgezogen. Was geschrieben wurde, bleibt lesbar.",
            .button = "Lead öffnen",
            .why = "Sie erhalten sie, weil Sie der Kontakt des Anbieters sind oder dieser Lead Ihre Sache ist.",
        },
        [MAIL_LEAD_ASSIGNED] = {
            .subject = "Der Lead {reference} ist Ihre Sache: {product}",
            .body = "der Lead von {organization} zu {product}, Tarif {plan}, ist ab jetzt Ihre Sache.",
            .button = "Lead öffnen",
            .why = "Sie erhalten sie, weil Ihnen jemand aus Ihrer Organisation diesen Lead übergeben hat.",
        },
    },
};
