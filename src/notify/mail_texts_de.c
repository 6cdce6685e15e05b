#include "mail_texts.h"

// clang-format off
const MailTexts mail_texts_de = {
    .language = "de",
    .greeting = "Guten Tag,",
    .refuse = "Keine solchen Mails mehr",
    .more = "und {count} weitere",
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
            .body = "das Passwort Ihres Kontos wurde am {moment} geändert. Andere Browser wurden abgemeldet. API-Token von Ihnen, die weiterhin gelten: {tokens}. Passkeys und verknüpfte Konten, die es ebenfalls öffnen: {others}.\n\n"
                    "Waren Sie das nicht, setzen Sie das Passwort jetzt zurück, widerrufen Sie dabei die API-Token, sehen Sie Ihre Passkeys und verknüpften Konten durch und sagen Sie uns Bescheid.",
            .button = "Passwort zurücksetzen",
            .why = "Sie erhalten sie, weil sie die Sicherheit Ihres Kontos betrifft.",
        },
        [MAIL_SECOND_FACTOR_ADDED] = {
            .subject = "Ein Gerät wurde zu Ihrem zweiten Faktor hinzugefügt",
            .body = "das Gerät „{device}“ wurde am {moment} zu Ihrem Konto hinzugefügt. Beim Anmelden wird nach seinen Codes gefragt.\n\n"
                    "Waren Sie das nicht, setzen Sie jetzt Ihr Passwort zurück, entfernen Sie das Gerät und sagen Sie uns Bescheid.",
            .button = "Konto ansehen",
            .why = "Sie erhalten sie, weil sie die Sicherheit Ihres Kontos betrifft.",
        },
        [MAIL_SECOND_FACTOR_REMOVED] = {
            .subject = "Ein Gerät wurde aus Ihrem zweiten Faktor entfernt",
            .body = "das Gerät „{device}“ wurde am {moment} aus Ihrem Konto entfernt. War es das letzte, öffnet ab jetzt das Passwort allein das Konto.\n\n"
                    "Waren Sie das nicht, setzen Sie jetzt Ihr Passwort zurück und sagen Sie uns Bescheid.",
            .button = "Konto ansehen",
            .why = "Sie erhalten sie, weil sie die Sicherheit Ihres Kontos betrifft.",
        },
        [MAIL_SECOND_FACTOR_RESET] = {
            .subject = "Ihr zweiter Faktor wurde zurückgesetzt",
            .body = "der Betreiber des Marktplatzes hat alle Geräte, Passkeys und Wiederherstellungscodes aus Ihrem Konto entfernt. Die Begründung: {reason}\n\n"
                    "Jetzt öffnet das Passwort allein das Konto. Fügen Sie wieder ein Gerät hinzu. Haben Sie nicht darum gebeten, sagen Sie uns sofort Bescheid.",
            .button = "Konto ansehen",
            .why = "Sie erhalten sie, weil sie die Sicherheit Ihres Kontos betrifft.",
        },
        [MAIL_PASSKEY_ADDED] = {
            .subject = "Ein Passkey wurde zu Ihrem Konto hinzugefügt",
            .body = "der Passkey „{device}“ wurde am {moment} zu Ihrem Konto hinzugefügt. Er meldet Sie ohne Passwort an und ersetzt einen Code.\n\n"
                    "Waren Sie das nicht, setzen Sie jetzt Ihr Passwort zurück, entfernen Sie den Passkey und sagen Sie uns Bescheid.",
            .button = "Konto ansehen",
            .why = "Sie erhalten sie, weil sie die Sicherheit Ihres Kontos betrifft.",
        },
        [MAIL_PASSKEY_REMOVED] = {
            .subject = "Ein Passkey wurde aus Ihrem Konto entfernt",
            .body = "der Passkey „{device}“ wurde am {moment} aus Ihrem Konto entfernt. War er Ihr letzter zweiter Faktor, öffnet ab jetzt das Passwort allein das Konto.\n\n"
                    "Waren Sie das nicht, setzen Sie jetzt Ihr Passwort zurück und sagen Sie uns Bescheid.",
            .button = "Konto ansehen",
            .why = "Sie erhalten sie, weil sie die Sicherheit Ihres Kontos betrifft.",
        },
        [MAIL_PASSKEY_REFUSED] = {
            .subject = "Ein Passkey wurde abgelehnt",
            .body = "am {moment} hat jemand den Passkey „{device}“ Ihres Kontos so benutzt, dass es auf eine Kopie davon hindeutet. Er wurde abgelehnt.\n\n"
                    "Entfernen Sie den Passkey und fügen Sie einen neuen hinzu. Waren Sie das nicht, sagen Sie uns Bescheid.",
            .button = "Konto ansehen",
            .why = "Sie erhalten sie, weil sie die Sicherheit Ihres Kontos betrifft.",
        },
        [MAIL_ACCOUNT_LINKED] = {
            .subject = "Ihr Konto wurde mit {provider} verknüpft",
            .body = "Ihr Konto wurde am {moment} mit {provider} verknüpft: Wer sich dort anmeldet, kann sich bei Ihrem Konto anmelden.\n\n"
                    "Waren Sie das nicht, lösen Sie jetzt die Verknüpfung, setzen Sie Ihr Passwort zurück und sagen Sie uns Bescheid.",
            .button = "Konto ansehen",
            .why = "Sie erhalten sie, weil sie die Sicherheit Ihres Kontos betrifft.",
        },
        [MAIL_ACCOUNT_UNLINKED] = {
            .subject = "Die Verknüpfung Ihres Kontos mit {provider} wurde gelöst",
            .body = "die Verknüpfung Ihres Kontos mit {provider} wurde am {moment} gelöst. Sie melden sich nicht mehr damit an.\n\n"
                    "Waren Sie das nicht, setzen Sie jetzt Ihr Passwort zurück und sagen Sie uns Bescheid.",
            .button = "Konto ansehen",
            .why = "Sie erhalten sie, weil sie die Sicherheit Ihres Kontos betrifft.",
        },
        [MAIL_CLOUD_PASSWORD_CHANGED] = {
            .subject = "Ihr Passwort bei {provider} wurde geändert",
            .body = "Ihr Passwort bei {provider} wurde am {moment} über diesen Marktplatz geändert; überall sonst wurden Sie abgemeldet.\n\n"
                    "Waren Sie das nicht, setzen Sie jetzt bei der Cloud ein neues Passwort und sagen Sie uns Bescheid.",
            .button = "Konto ansehen",
            .why = "Sie erhalten sie, weil sie die Sicherheit Ihres Kontos betrifft.",
        },
        [MAIL_RECOVERY_CODE_USED] = {
            .subject = "Ein Wiederherstellungscode wurde benutzt",
            .body = "am {moment} wurde ein Wiederherstellungscode Ihres Kontos benutzt. Es bleiben: {unused}.\n\n"
                    "Waren Sie das nicht, setzen Sie jetzt Ihr Passwort zurück, lassen Sie neue Wiederherstellungscodes ausstellen und sagen Sie uns Bescheid.",
            .button = "Konto ansehen",
            .why = "Sie erhalten sie, weil sie die Sicherheit Ihres Kontos betrifft.",
        },
        [MAIL_RECOVERY_CODES_ISSUED] = {
            .subject = "Neue Wiederherstellungscodes wurden ausgestellt",
            .body = "am {moment} wurden neue Wiederherstellungscodes für Ihr Konto ausgestellt; die bisherigen gelten nicht mehr.\n\n"
                    "Waren Sie das nicht, setzen Sie jetzt Ihr Passwort zurück und sagen Sie uns Bescheid.",
            .button = "Konto ansehen",
            .why = "Sie erhalten sie, weil sie die Sicherheit Ihres Kontos betrifft.",
        },
        [MAIL_CLOUD_EMAIL] = {
            .subject = "Ihr Code: {code}",
            .body = "Ihr Code für die Anmeldung mit Ihrem Cloud-Konto ist {code}. Geben Sie ihn auf der Seite ein, die danach gefragt hat. Er gilt zehn Minuten und nur in dem Browser, der ihn angefordert hat.\n\n"
                    "Sagt die Seite, dass es zu dieser Adresse schon ein Konto gibt, melden Sie sich dort mit Ihrem Passwort an und verknüpfen Sie das Cloud-Konto.",
            .button = "Marktplatz öffnen",
            .why = "Sie erhalten diese Nachricht, weil sich jemand mit einem Cloud-Konto angemeldet und diese Adresse angegeben hat. Waren das nicht Sie, tun Sie nichts.",
        },
        [MAIL_ROLES_CHANGED] = {
            .subject = "Ihre Rollen bei {organization} wurden geändert",
            .body = "{person} hat Ihre Rollen bei {organization} geändert. Von nun an haben Sie: {roles}\n\nDas gilt sofort, auch in angemeldeten Browsern und für Ihre API-Token.",
            .button = "Zur Organisation",
            .why = "Sie erhalten diese Nachricht, weil sie betrifft, was Ihr Konto darf.",
        },
        [MAIL_ROLE_ENDING] = {
            .subject = "Die Rolle {role} von {person} endet am {until}",
            .body = "die Rolle {role} von {person} bei {organization} endet am {until}. Inhaber oder Administratoren können ihr ein späteres Ende geben.",
            .button = "Mitglieder ansehen",
            .why = "Sie erhalten diese Nachricht, weil es Ihre Rolle ist oder Sie Inhaber der Organisation sind.",
        },
        [MAIL_ROLE_ENDED] = {
            .subject = "Die Rolle {role} von {person} ist zu Ende",
            .body = "die Rolle {role} von {person} bei {organization} endete am {until}. Was sie braucht, auch API-Token, funktioniert für {person} nicht mehr; sonst hat sich nichts geändert.",
            .button = "Mitglieder ansehen",
            .why = "Sie erhalten diese Nachricht, weil es Ihre Rolle war oder Sie Inhaber der Organisation sind.",
        },
        [MAIL_TOKEN_ENDING] = {
            .subject = "Das API-Token {token} endet am {until}",
            .body = "das API-Token {token} für {organization} endet am {until}; Programme, die es verwenden, werden von da an abgewiesen.\n\nErstellen Sie ein neues, geben Sie es den Programmen und widerrufen Sie dieses.",
            .button = "Token ansehen",
            .why = "Sie erhalten diese Nachricht, weil es Ihr Token ist oder Sie Inhaber der Organisation sind.",
        },
        [MAIL_OWNERSHIP_REQUESTED] = {
            .subject = "{person} bittet Sie, Inhaber von {organization} zu werden",
            .body = "{person} bittet Sie, Inhaber von {organization} zu werden. Inhaber dürfen dort alles und verwalten die Mitglieder. Sie können bis {until} annehmen oder ablehnen; tun Sie nichts, ändert sich nichts.",
            .button = "Entscheiden",
            .why = "Sie erhalten diese Nachricht, weil Sie gefragt wurden. Nur Sie können annehmen.",
        },
        [MAIL_ACCESS_SUSPENSION] = {
            .subject = "{person} ist durch die Zugangsregeln von {organization} ausgesperrt",
            .body = "{person} kann vom jetzigen Ort aus nicht für {organization} handeln, weil die Zugangsregeln von {organization} diese Adresse abweisen, und bittet darum, sie auszusetzen.\n\nDer Link setzt die Regeln für eine Stunde aus: Zeit, sie zu berichtigen. Er gilt eine Stunde. Wenn Sie nichts davon wissen, tun Sie nichts und fragen Sie {person}.",
            .button = "Zugangsregeln aussetzen",
            .why = "Sie erhalten diese Nachricht, weil Sie Inhaber der Organisation sind.",
        },
        [MAIL_BREAK_GLASS] = {
            .subject = "{person} handelt für {organization} trotz der Anmeldemethoden",
            .body = "{person}, Inhaber, hat sich am {moment} mit einer Methode angemeldet, die {organization} nicht zulässt, und handelt in dieser Sitzung für die Organisation: Inhaber können das, damit niemand für immer ausgesperrt ist.\n\nWenn Sie nichts davon wissen, fragen Sie {person}. Wenn es nicht {person} war, entfernen Sie die Person aus {organization} und sehen Sie in das Prüfprotokoll.",
            .button = "Prüfprotokoll ansehen",
            .why = "Sie erhalten diese Nachricht, weil Sie Inhaber der Organisation sind.",
        },
        [MAIL_OWNERSHIP_ACCEPTED] = {
            .subject = "{person} ist jetzt Inhaber von {organization}",
            .body = "{person} hat angenommen und ist nun Inhaber von {organization}.",
            .button = "Mitglieder ansehen",
            .why = "Sie erhalten diese Nachricht, weil Sie Inhaber der Organisation sind oder darum gebeten haben.",
        },
        [MAIL_OWNERSHIP_DECLINED] = {
            .subject = "{person} möchte nicht Inhaber von {organization} werden",
            .body = "{person} hat abgelehnt, Inhaber von {organization} zu werden. Sie bleiben Inhaber; nichts hat sich geändert.",
            .button = "Mitglieder ansehen",
            .why = "Sie erhalten diese Nachricht, weil Sie darum gebeten haben.",
        },
        [MAIL_OWNERSHIP_ANNOUNCED] = {
            .subject = "{person} soll anstelle von {former} Inhaber von {organization} werden",
            .body = "der Betreiber des Marktplatzes wurde gebeten, bei {organization} einen anderen Inhaber an die Stelle eines verlorenen zu setzen. Ab dem {until} ist {person} Inhaber und {former} nicht mehr. Der Grund des Betreibers:\n\n{reason}\n\nWenn das nicht richtig ist, widersprechen Sie vorher auf der Seite der Mitglieder: dann ändert sich nichts.",
            .button = "Mitglieder ansehen",
            .why = "Sie erhalten diese Nachricht, weil Sie Inhaber der Organisation sind oder es werden sollen.",
        },
        [MAIL_OWNERSHIP_COMPLETED] = {
            .subject = "{person} ist anstelle von {former} Inhaber von {organization}",
            .body = "wie vom Betreiber des Marktplatzes angekündigt, ist {person} jetzt Inhaber von {organization} und {former} nicht mehr.",
            .button = "Mitglieder ansehen",
            .why = "Sie erhalten diese Nachricht, weil Sie Inhaber der Organisation sind oder waren.",
        },
        [MAIL_OWNERSHIP_STOPPED] = {
            .subject = "{person} wird nicht Inhaber von {organization}",
            .body = "der Betreiber des Marktplatzes hatte angekündigt, dass {person} Inhaber von {organization} wird. Dem wurde widersprochen, oder es wurde zurückgenommen. Es hat sich nichts geändert.",
            .button = "Mitglieder ansehen",
            .why = "Sie erhalten diese Nachricht, weil Ihnen die Ankündigung mitgeteilt wurde oder Sie für den Marktplatz entscheiden.",
        },
        [MAIL_ROLE_REQUESTED] = {
            .subject = "{person} bittet um die Rolle {role} bei {organization}",
            .body = "{person} bittet um die Rolle {role} bei {organization}:\n\n{reason}\n\nGeben Sie sie auf der Seite der Mitglieder, oder lehnen Sie bis {until} ab; tun Sie nichts, ändert sich nichts.",
            .button = "Entscheiden",
            .why = "Sie erhalten diese Nachricht, weil Sie die Mitglieder der Organisation verwalten.",
        },
        [MAIL_ROLE_REQUEST_DECLINED] = {
            .subject = "Sie erhalten die Rolle {role} bei {organization} nicht",
            .body = "{person} hat abgelehnt, Ihnen die Rolle {role} bei {organization} zu geben:\n\n{reason}\n\nIhre anderen Rollen bleiben, wie sie sind.",
            .button = "Zur Organisation",
            .why = "Sie erhalten diese Nachricht, weil Sie um die Rolle gebeten haben.",
        },
        [MAIL_DELEGATION_OFFERED] = {
            .subject = "{organization} bittet {partner}, im Namen der Organisation zu handeln",
            .body = "{organization} bietet {partner} an, bis zum {until} auf dem Marktplatz für sie zu handeln. Nichts ändert sich, bevor ein Inhaber oder Administrator von {partner} auf der Seite „Kunden“ zustimmt.",
            .button = "Angebot ansehen",
            .why = "Sie erhalten diese Nachricht, weil Sie die Mitglieder Ihrer Organisation verwalten.",
        },
        [MAIL_DELEGATION_REVOKED] = {
            .subject = "{partner} handelt nicht für {organization}",
            .body = "{organization} hat zurückgenommen, dass {partner} für sie handelt. Die Personen von {partner} haben dort keinen Zugang.",
            .button = "Kunden ansehen",
            .why = "Sie erhalten diese Nachricht, weil Sie die Mitglieder Ihrer Organisation verwalten.",
        },
        [MAIL_DELEGATION_ACCEPTED] = {
            .subject = "{partner} handelt für {organization}",
            .body = "{partner} hat angenommen: Die Personen des Partners handeln bis zum {until} für {organization}, mit den Rollen, die Sie gegeben haben. Was sie tun, steht im Audit-Protokoll. Auf der Seite „Zugang“ können Sie das jederzeit widerrufen.",
            .button = "Zugang ansehen",
            .why = "Sie erhalten diese Nachricht, weil Sie Inhaber der Organisation sind.",
        },
        [MAIL_DELEGATION_DECLINED] = {
            .subject = "{partner} möchte nicht für {organization} handeln",
            .body = "{partner} hat abgelehnt, für {organization} zu handeln. Nichts hat sich geändert.",
            .button = "Zugang ansehen",
            .why = "Sie erhalten diese Nachricht, weil Sie Inhaber der Organisation sind.",
        },
        [MAIL_DELEGATION_GIVEN_UP] = {
            .subject = "{partner} handelt von sich aus nicht mehr für {organization}",
            .body = "{partner} handelt nicht mehr für {organization}. Die Personen des Partners haben ab sofort keinen Zugang mehr zu Ihrer Organisation.",
            .button = "Zugang ansehen",
            .why = "Sie erhalten diese Nachricht, weil Sie Inhaber der Organisation sind.",
        },
        [MAIL_ACCESS_RULES_CHANGED] = {
            .subject = "Die Zugangsregeln von {organization} wurden geändert",
            .body = "{person} hat am {moment} die Zugangsregeln von {organization} geändert: von welchen Netzadressen aus Personen und API-Token für sie handeln dürfen. Sie gelten sofort. Wenn Sie das nicht erwartet haben, sehen Sie sie an.",
            .button = "Zugangsregeln ansehen",
            .why = "Sie erhalten diese Nachricht, weil Sie Inhaber der Organisation sind.",
        },
        [MAIL_ACCESS_RULES_SUSPENDED] = {
            .subject = "Die Zugangsregeln von {organization} sind ausgesetzt",
            .body = "{person} hat die Zugangsregeln von {organization} über den Link in einer Mail ausgesetzt. Bis {until} darf man von jeder Netzadresse aus für sie handeln; danach gelten die Regeln wieder.",
            .button = "Zugangsregeln ansehen",
            .why = "Sie erhalten diese Nachricht, weil Sie Inhaber der Organisation sind.",
        },
        [MAIL_INVITATION] = {
            .subject = "{person} lädt Sie zu {organization} ein",
            .body = "{person} lädt Sie ein, bei {organization} auf unserem Marktplatz Mitglied zu werden. Ihre Rollen dort: {roles}\n\nSie können bis {until} annehmen. Wenn Sie noch kein Konto haben, legen Sie auf derselben Seite eines an.",
            .button = "Einladung ansehen",
            .why = "Sie erhalten diese Nachricht, weil Ihre Adresse bei der Organisation eingegeben wurde. Wenn Sie nichts damit anfangen können, tun Sie nichts: Ohne Sie geschieht nichts.",
        },
        [MAIL_INVITATION_ACCEPTED] = {
            .subject = "{person} ist jetzt Mitglied von {organization}",
            .body = "{person} ({email}) hat die Einladung angenommen und ist jetzt Mitglied von {organization}.",
            .button = "Mitglieder ansehen",
            .why = "Sie erhalten diese Nachricht, weil Sie die Einladung verschickt haben oder Inhaber der Organisation sind.",
        },
        [MAIL_INVITATION_RENEWAL_REQUESTED] = {
            .subject = "{email} bittet um eine neue Einladung zu {organization}",
            .body = "die Einladung von {email} zu {organization} ist abgelaufen, und die Person bittet um eine neue. Erneuern Sie sie auf der Seite der Mitglieder, wenn die Person noch dazukommen soll.",
            .button = "Mitglieder ansehen",
            .why = "Sie erhalten diese Nachricht, weil Sie die Einladung verschickt haben oder Inhaber der Organisation sind.",
        },
        [MAIL_MEMBERSHIP_VOUCHED] = {
            .subject = "{person} ist neues Mitglied von {organization}",
            .body = "{person} ({email}) hat sich mit „{provider}“ angemeldet und ist jetzt Mitglied von {organization}.\n\nWenn {person} nicht dazugehört, entfernen Sie die Person: Dann bringt {provider} sie nicht zurück.",
            .button = "Mitglieder ansehen",
            .why = "Sie erhalten diese Nachricht, weil Sie Inhaber der Organisation sind.",
        },
        [MAIL_MEMBERSHIP_REMOVED] = {
            .subject = "Sie sind nicht mehr Mitglied von {organization}",
            .body = "{person} hat Sie am {moment} aus {organization} entfernt. Ihre Rollen dort sind beendet und Ihre API-Token dafür widerrufen. Ihr Konto und Ihre anderen Organisationen bleiben, wie sie sind.",
            .button = "Marktplatz öffnen",
            .why = "Sie erhalten diese Nachricht, weil sie betrifft, was Ihr Konto darf.",
        },
        [MAIL_ACCOUNT_CLOSED] = {
            .subject = "Sie sind nicht mehr Mitglied von {organization}",
            .body = "{person} hat Sie am {moment} aus {organization} entfernt. Es war Ihre letzte Organisation auf unserem Marktplatz, deshalb ist Ihr Konto geschlossen: Niemand kann sich mehr damit anmelden. Wenn Sie wieder jemand einlädt, öffnen Sie es mit einem neuen Passwort.",
            .button = "Marktplatz öffnen",
            .why = "Sie erhalten diese Nachricht, weil sie Ihr Konto betrifft.",
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
        [MAIL_REVISION_SUBMITTED] = {
            .subject = "Eine Revision zu prüfen: {product}",
            .body = "{seller} hat Revision {number} von {product}, Version {version}, eingereicht. Kontor prüft sie; danach wartet sie auf Ihre Entscheidung.",
            .button = "Prüfen",
            .why = "Sie erhalten diese Nachricht, weil Sie entscheiden, was hier verkauft wird.",
        },
        [MAIL_REVISION_APPROVED] = {
            .subject = "Freigegeben: Revision {number} von {product}",
            .body = "Revision {number} von {product}, Version {version}, wurde freigegeben. Ihre Seite sagt, seit wann sie aktiv ist oder wann sie es wird.",
            .button = "Revision öffnen",
            .why = "Sie erhalten diese Nachricht, weil Sie die Produkte Ihrer Organisation betreuen.",
        },
        [MAIL_REVISION_REJECTED] = {
            .subject = "Revision {number} von {product} braucht eine Änderung",
            .body = "Revision {number} von {product}, Version {version}, wurde nicht freigegeben. Der Grund:\n\n{reason}\n\n{reasons}\n\nSie können sie jederzeit korrigieren und erneut einreichen.",
            .button = "Gründe ansehen",
            .why = "Sie erhalten diese Nachricht, weil Sie die Produkte Ihrer Organisation betreuen.",
        },
        [MAIL_REVISION_WITHDRAWN] = {
            .subject = "Revision {number} von {product} wurde zurückgenommen",
            .body = "der Betreiber hat Revision {number} von {product}, Version {version}, zurückgenommen; sie ist wieder ein Entwurf und wird nicht aktiv. Der Grund:\n\n{reason}",
            .button = "Revision öffnen",
            .why = "Sie erhalten diese Nachricht, weil Sie die Produkte Ihrer Organisation betreuen.",
        },
        [MAIL_REVISION_RESTORED] = {
            .subject = "{product} ist wieder bei Revision {number}",
            .body = "der Betreiber ist zu Revision {number} von {product}, Version {version}, zurückgekehrt: Neue Bestellungen erhalten sie. Was abonniert ist, behält seine Revision. Der Grund:\n\n{reason}",
            .button = "Revision öffnen",
            .why = "Sie erhalten diese Nachricht, weil Sie die Produkte Ihrer Organisation betreuen.",
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
        [MAIL_QUOTE_SENT] = {
            .subject = "Ihr Angebot {reference} von {seller}",
            .body = "{seller} hat Ihnen ein Angebot für {product}, Plan {plan}, gemacht. Sie können es bis zum {until} annehmen oder ablehnen.\n\nDer Link zeigt das Angebot; es geschieht nichts, bis Sie dort bestätigen. Er ist nur für Sie bestimmt: Wer damit annimmt, tut es in Ihrem Namen.",
            .button = "Angebot ansehen",
            .why = "Sie erhalten diese E-Mail, weil Sie dieses Angebot angefragt haben oder Ihnen die Organisation gehört.",
        },
        [MAIL_QUOTE_EXPIRING] = {
            .subject = "Ihr Angebot {reference} läuft bald ab",
            .body = "Sie können das Angebot von {seller} für {product}, Plan {plan}, noch bis zum {until} annehmen.\n\nDer Link zeigt das Angebot; es geschieht nichts, bis Sie dort bestätigen. Er ist nur für Sie bestimmt.",
            .button = "Angebot ansehen",
            .why = "Sie erhalten diese E-Mail, weil Sie dieses Angebot angefragt haben oder Ihnen die Organisation gehört.",
        },
        [MAIL_QUOTE_EXPIRED] = {
            .subject = "Ihr Angebot {reference} ist abgelaufen",
            .body = "das Angebot von {seller} für {product}, Plan {plan}, war bis zum {until} gültig. Im Gespräch können Sie um ein neues bitten.",
            .button = "Angebot öffnen",
            .why = "Sie erhalten diese E-Mail, weil Sie dieses Angebot angefragt haben oder Ihnen die Organisation gehört.",
        },
        [MAIL_QUOTE_WITHDRAWN] = {
            .subject = "Das Angebot {reference} wurde zurückgezogen",
            .body = "{seller} hat das Angebot für {product}, Plan {plan}, zurückgezogen. Der angegebene Grund: {reason}",
            .button = "Angebot öffnen",
            .why = "Sie erhalten diese E-Mail, weil Sie dieses Angebot angefragt haben oder Ihnen die Organisation gehört.",
        },
        [MAIL_QUOTE_CONFIRMED] = {
            .subject = "Sie haben das Angebot {reference} angenommen",
            .body = "{person} hat das Angebot von {seller} für {product}, Plan {plan}, im Namen von {organization} angenommen. Alles, was vereinbart wurde, bleibt beim Angebot lesbar.",
            .button = "Angebot öffnen",
            .why = "Sie erhalten diese E-Mail, weil Sie dieses Angebot angefragt haben oder Ihnen die Organisation gehört.",
        },
        [MAIL_QUOTE_ACCEPTED] = {
            .subject = "{organization} hat das Angebot {reference} angenommen",
            .body = "{person} hat Ihr Angebot für {product}, Plan {plan}, im Namen von {organization} angenommen. Bestellung und Abonnement sind angelegt. Falls Sie zuerst liefern, sagen Sie es auf der Seite des Angebots, sobald es geschehen ist.",
            .button = "Angebot öffnen",
            .why = "Sie erhalten diese E-Mail, weil Ihre Organisation dieses Angebot gemacht hat.",
        },
        [MAIL_QUOTE_DECLINED] = {
            .subject = "{organization} hat das Angebot {reference} abgelehnt",
            .body = "{person} hat Ihr Angebot für {product}, Plan {plan}, abgelehnt. Der angegebene Grund: {reason}\n\nSie können ein neues senden.",
            .button = "Angebot öffnen",
            .why = "Sie erhalten diese E-Mail, weil Ihre Organisation dieses Angebot gemacht hat.",
        },
        [MAIL_QUOTE_LAPSED] = {
            .subject = "Niemand hat über das Angebot {reference} entschieden",
            .body = "Ihr Angebot für {product}, Plan {plan}, an {organization} war bis zum {until} gültig und ist abgelaufen. Sie können ein neues senden.",
            .button = "Angebot öffnen",
            .why = "Sie erhalten diese E-Mail, weil Ihre Organisation dieses Angebot gemacht hat.",
        },
        [MAIL_WEBHOOK_PAUSED] = {
            .subject = "Der Webhook {webhook} ist angehalten",
            .body = "Ereignisse von {organization} haben den Webhook {webhook} seit Tagen nicht erreicht, oder seine Adresse sagt, dass es sie nicht mehr gibt. Er ist angehalten: Es wird nichts mehr an ihn gesendet.\n\n"
                    "Sehen Sie sich seine letzten Antworten an, beheben Sie den Fehler und schalten Sie ihn wieder ein. Was aufgegeben wurde, kann dann neu gesendet werden.",
            .button = "Webhook ansehen",
            .why = "Sie erhalten sie, weil Sie Inhaber der Organisation sind.",
        },
        [MAIL_CLOUD_LINK_LOST] = {
            .subject = "Die verknüpfte Cloud {cloud} lässt den Marktplatz nicht mehr ein",
            .body = "Die mit {organization} verknüpfte Cloud {cloud} lässt den Marktplatz nicht mehr ein: Vielleicht hat dort jemand die Zustimmung zurückgenommen. Was der Marktplatz dort angelegt hat, bleibt, wie es ist; wer zu {organization} kommt oder geht, kommt und geht dort nicht mehr.\n\n"
                    "Um sie wieder zu verknüpfen, senden Sie der Person, die die Cloud verwaltet, einen neuen Link für die Zustimmung. Soll es so bleiben, heben Sie die Verknüpfung auf.",
            .button = "Verknüpfte Cloud ansehen",
            .why = "Sie erhalten sie, weil Sie Inhaber der Organisation sind.",
        },
        [MAIL_CLOUD_LINK_DRIFTED] = {
            .subject = "An der verknüpften Cloud {cloud} weicht etwas ab",
            .body = "An der mit {organization} verknüpften Cloud {cloud} ist etwas nicht so, wie der Marktplatz es angelegt hat: Jemand hat einen Benutzer, die Gruppe oder eine Rolle davon geändert oder entfernt, oder etwas ließ sich nicht anlegen.\n\n"
                    "Sehen Sie sich an, was abweicht, und reparieren Sie es, wenn niemand einen Grund dafür hatte.",
            .button = "Abweichungen ansehen",
            .why = "Sie erhalten sie, weil Sie Inhaber der Organisation sind.",
        },
        [MAIL_PRODUCT_UNPUBLISHED] = {
            .subject = "{product} wird vorerst nicht angeboten",
            .body = "{seller} bietet {product} vorerst niemandem neu an. Ihr Abonnement {subscription} läuft unverändert weiter, mit Support. Der Grund:\n\n"
                    "{reason}\n\n"
                    "Voraussichtlich wieder angeboten: {expected_return}",
            .button = "Abonnement öffnen",
            .why = "Sie erhalten sie, weil Sie dieses Produkt bestellt haben oder Inhaber der Organisation sind.",
        },
        [MAIL_PRODUCT_PUBLISHED] = {
            .subject = "{product} wird wieder angeboten",
            .body = "{seller} bietet {product} wieder an. Ihr Abonnement {subscription} war von der Pause nicht betroffen.",
            .button = "Abonnement öffnen",
            .why = "Sie erhalten sie, weil Sie dieses Produkt bestellt haben oder Inhaber der Organisation sind.",
        },
        [MAIL_PRODUCT_ENDING] = {
            .subject = "{product} endet am {last_day}",
            .body = "{seller} stellt {product} ein. Der letzte Tag ist der {last_day}; bis dahin funktioniert Ihr Abonnement {subscription} wie bisher und wird unterstützt. Das ist endgültig. Der Grund:\n\n"
                    "{reason}\n\n"
                    "Danach gelten Schlüssel von KI-Produkten nicht mehr. Was in Ihren eigenen Clustern läuft, läuft weiter, bekommt aber keine neueren Versionen. Dokumente und Nutzung bleiben lesbar.",
            .button = "Abonnement öffnen",
            .why = "Sie erhalten sie, weil Sie dieses Produkt bestellt haben oder Inhaber der Organisation sind.",
        },
        [MAIL_PRODUCT_ENDED] = {
            .subject = "{product} ist eingestellt",
            .body = "Der {last_day} war der letzte Tag von {product} von {seller}. Ihr Abonnement {subscription} bleibt lesbar, mit Dokumenten, Nutzung und Ansprechpartnern. Schlüssel von KI-Produkten gelten nicht mehr; was in Ihren eigenen Clustern läuft, läuft ohne neuere Versionen weiter.",
            .button = "Abonnement öffnen",
            .why = "Sie erhalten sie, weil Sie dieses Produkt bestellt haben oder Inhaber der Organisation sind.",
        },
        [MAIL_AGREEMENT_CHANGED] = {
            .subject = "Für {product} gilt ein neuer Lizenzvertrag",
            .body = "{seller} hat einen neuen Lizenzvertrag für {product}. Er gilt für Ihr Abonnement {subscription} ab {moment}:\n\n"
                    "{agreement}, Version {version}\n\n"
                    "Bis dahin galt: {former}. Plan, Preis und alles andere, was Sie abonniert haben, bleiben unverändert. Beide Texte finden Sie beim Abonnement. Wenn Sie dem neuen nicht zustimmen, können Sie das Abonnement dort kündigen.",
            .button = "Verträge lesen",
            .why = "Sie erhalten sie, weil Sie Inhaber der Organisation sind oder für sie einkaufen dürfen und es um ihre Vereinbarungen geht. Sie wird immer gesendet.",
        },
        [MAIL_DIGEST] = {
            .subject = "Was bis zum {date} geschehen ist",
            .body = "seit Ihrer letzten täglichen Mail ist Folgendes geschehen:",
            .button = "Marktplatz öffnen",
            .why = "Sie erhalten sie, weil Sie davon einmal am Tag erfahren wollen.",
        },
    },
};
