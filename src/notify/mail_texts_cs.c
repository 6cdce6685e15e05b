#include "mail_texts.h"

// clang-format off
const MailTexts mail_texts_cs = {
    .language = "cs",
    .greeting = "Dobrý den,",
    .platform = "Tuto zprávu posílá tržiště společnosti {operator}, {public_url}. Dotazy: {support}",
    .of = {
        [MAIL_PASSWORD_SET] = {
            .subject = "Nastavte si heslo",
            .body = "váš účet na našem tržišti je připraven. Otevřete jej nastavením hesla; odkaz platí jednou, po dobu {hours} hodin.\n\n"
                    "Poté si na stejné stránce můžete vyžádat nový odkaz.",
            .button = "Nastavit heslo",
            .why = "Dostáváte ji, protože pro tuto adresu byl zaregistrován účet. Pokud jste to nebyli vy, nedělejte nic: bez hesla jej nikdo nemůže použít.",
        },
        [MAIL_PASSWORD_RESET] = {
            .subject = "Obnovte si heslo",
            .body = "zde je odkaz, kterým si zvolíte nové heslo. Platí jednou, po dobu {minutes} minut. Dosavadní heslo platí, dokud si nezvolíte jiné.",
            .button = "Zvolit nové heslo",
            .why = "Dostáváte ji, protože o ni někdo s touto adresou požádal. Pokud jste to nebyli vy, nedělejte nic.",
        },
        [MAIL_ACCOUNT_EXISTS] = {
            .subject = "Účet už máte",
            .body = "někdo se chtěl zaregistrovat s touto adresou, pro kterou už účet existuje. Přihlaste se k němu; pokud jste zapomněli heslo, přihlašovací stránka vám pošle odkaz pro nové.",
            .button = "Přihlásit se",
            .why = "Dostáváte ji, protože vaše adresa byla zadána při registraci. Nic se nezměnilo.",
        },
        [MAIL_PASSWORD_CHANGED] = {
            .subject = "Vaše heslo bylo změněno",
            .body = "heslo k vašemu účtu bylo změněno {moment}. Ostatní prohlížeče byly odhlášeny. Vaše tokeny API, které nadále platí: {tokens}.\n\n"
                    "Pokud jste to nebyli vy, heslo ihned obnovte, tokeny API přitom zneplatněte a dejte nám vědět.",
            .button = "Obnovit heslo",
            .why = "Dostáváte ji, protože se týká bezpečnosti vašeho účtu.",
        },
        [MAIL_PROFILE_SUBMITTED] = {
            .subject = "Registrace čeká na vaše rozhodnutí: {organization}",
            .body = "{person} předložil(a) profil společnosti {company} ({organization}).\n\nSchvalte jej, prosím, nebo jej s odůvodněním zamítněte.",
            .button = "Zobrazit registraci",
            .why = "Dostáváte ji, protože rozhodujete o registracích.",
        },
        [MAIL_PROFILE_APPROVED] = {
            .subject = "Profil vaší organizace byl schválen",
            .body = "profil společnosti {company} byl schválen. Členové s rolí nákup mohou od této chvíle objednávat.",
            .button = "Přejít na tržiště",
            .why = "Dostáváte ji, protože organizaci vlastníte nebo jste její profil předložili.",
        },
        [MAIL_PROFILE_REJECTED] = {
            .subject = "Profil vaší organizace je třeba upravit",
            .body = "profil společnosti {company} nebyl schválen. Důvod:\n\n{reason}\n\nProfil můžete kdykoli upravit a předložit znovu.",
            .button = "Upravit profil",
            .why = "Dostáváte ji, protože organizaci vlastníte nebo jste její profil předložili.",
        },
        [MAIL_SELLER_APPLICATION_SUBMITTED] = {
            .subject = "Někdo zde chce prodávat: {seller}",
            .body = "{person} ({organization}) žádá o prodej pod jménem {seller}.\n\nSchvalte žádost, prosím, nebo ji s odůvodněním zamítněte.",
            .button = "Zobrazit žádost",
            .why = "Dostáváte ji, protože rozhodujete o tom, kdo zde prodává.",
        },
        [MAIL_SELLER_APPLICATION_APPROVED] = {
            .subject = "Nyní můžete prodávat: {seller}",
            .body = "vaše žádost byla schválena: {organization} od této chvíle prodává jako {seller}. Nejprve popište svou společnost na její veřejné stránce; produkty přijdou potom.",
            .button = "Upravit veřejnou stránku",
            .why = "Dostáváte ji, protože organizaci vlastníte nebo jste žádost podali.",
        },
        [MAIL_SELLER_APPLICATION_REJECTED] = {
            .subject = "Vaši žádost o prodej je třeba upravit",
            .body = "žádost o prodej pod jménem {seller} nebyla schválena. Důvod:\n\n{reason}\n\nŽádost můžete kdykoli opravit a odeslat znovu.",
            .button = "Opravit žádost",
            .why = "Dostáváte ji, protože organizaci vlastníte nebo jste žádost podali.",
        },
        [MAIL_ORDER_COMPLETED] = {
            .subject = "Vaše objednávka je vyřízena: {product}",
            .body = "{product}, tarif {plan}, je připraven k použití.",
            .button = "Otevřít předplatné",
            .why = "Dostáváte ji, protože jste objednali nebo organizaci vlastníte.",
        },
        [MAIL_SUBSCRIPTION_CANCELLED] = {
            .subject = "Předplatné bylo zrušeno: {subscription}",
            .body = "předplatné {subscription} organizace {organization} bylo zrušeno. Jeho klíče už neplatí; dokumenty a spotřeba zůstávají čitelné.",
            .button = "Otevřít předplatné",
            .why = "Dostáváte ji, protože jste je zrušili nebo organizaci vlastníte.",
        },
        [MAIL_DEPLOYMENT_FAILED] = {
            .subject = "Nasazení se nezdařilo: {workload}",
            .body = "{workload} se nepodařilo nasadit do jmenného prostoru {namespace} clusteru {cluster}. Důvod:\n\n{cause}\n\nAž bude odstraněn, zkuste to na stránce úlohy znovu, nebo ji tam odeberte.",
            .button = "Otevřít úlohu",
            .why = "Dostáváte ji, protože jste o toto nasazení požádali.",
        },
        [MAIL_WORKLOAD_DEGRADED] = {
            .subject = "Úloha neběží, jak má: {workload}",
            .body = "{workload} byla v jmenném prostoru {namespace} clusteru {cluster} připravena a už není v pořádku. Co bylo zjištěno:\n\n{cause}",
            .button = "Otevřít úlohu",
            .why = "Dostáváte ji, protože jste ji nasadili.",
        },
        [MAIL_REQUEST_PLACED] = {
            .subject = "Vaše žádost {reference}: {product}",
            .body = "vaše žádost {reference} o nabídku produktu {product}, tarif {plan}, dorazila k prodejci {seller}.\n\nProdejce si ji přečte a odpoví na stránce žádosti; dostanete o tom e-mail. Můžete tam prodejci napsat nebo žádost stáhnout.",
            .button = "Otevřít žádost",
            .why = "Dostáváte ji, protože jste o tuto nabídku požádali nebo organizaci vlastníte.",
        },
        [MAIL_REQUEST_SEEN] = {
            .subject = "{seller} otevřel vaši žádost {reference}",
            .body = "prodejce {seller} otevřel vaši žádost o nabídku produktu {product}, tarif {plan}. Odpověď přijde e-mailem a bude na stránce žádosti.",
            .button = "Otevřít žádost",
            .why = "Dostáváte ji, protože jste o tuto nabídku požádali nebo organizaci vlastníte.",
        },
        [MAIL_REQUEST_MESSAGE] = {
            .subject = "{seller} napsal k vaší žádosti {reference}",
            .body = "{author} za prodejce {seller} píše k vaší žádosti o {product}, tarif {plan}:\n\n{text}\n\nOdpovězte prosím na stránce žádosti, ne na tento e-mail.",
            .button = "Otevřít žádost",
            .why = "Dostáváte ji, protože jste o tuto nabídku požádali nebo organizaci vlastníte.",
        },
        [MAIL_REQUEST_WON] = {
            .subject = "Vaše žádost {reference} je uzavřena: dohodli jste se",
            .body = "prodejce {seller} uzavřel vaši žádost o {product}, tarif {plan}: dohodli jste se. Konverzace zůstává čitelná.",
            .button = "Otevřít žádost",
            .why = "Dostáváte ji, protože jste o tuto nabídku požádali nebo organizaci vlastníte.",
        },
        [MAIL_REQUEST_LOST] = {
            .subject = "Vaše žádost {reference} skončila bez dohody",
            .body = "prodejce {seller} uzavřel vaši žádost o {product}, tarif {plan}: nedohodli jste se. Konverzace zůstává čitelná a o nabídku můžete kdykoli požádat znovu.",
            .button = "Otevřít žádost",
            .why = "Dostáváte ji, protože jste o tuto nabídku požádali nebo organizaci vlastníte.",
        },
        [MAIL_REQUEST_WITHDRAWN] = {
            .subject = "Vaše žádost {reference} byla stažena",
            .body = "žádost o {product}, tarif {plan}, byla stažena; {seller} o tom ví. Co bylo napsáno, zůstává čitelné.",
            .button = "Otevřít žádost",
            .why = "Dostáváte ji, protože jste o tuto nabídku požádali nebo organizaci vlastníte.",
        },
        [MAIL_LEAD_PLACED] = {
            .subject = "Nová poptávka {reference}: {product}",
            .body = "{person} ({organization}) žádá o nabídku produktu {product}, tarif {plan}. Odpovědi na vaše otázky a komentář jsou na stránce poptávky.",
            .button = "Otevřít poptávku",
            .why = "Dostáváte ji, protože jste kontaktem prodejce nebo vám byla tato poptávka svěřena.",
        },
        [MAIL_LEAD_MESSAGE] = {
            .subject = "{organization} píše k poptávce {reference}",
            .body = "{author} ({organization}) píše k produktu {product}, tarif {plan}:\n\n{text}\n\nOdpovězte prosím na stránce poptávky, ne na tento e-mail.",
            .button = "Otevřít poptávku",
            .why = "Dostáváte ji, protože jste kontaktem prodejce nebo vám byla tato poptávka svěřena.",
        },
        [MAIL_LEAD_WITHDRAWN] = {
            .subject = "{organization} stáhl poptávku {reference}",
            .body = "zákazník {organization} stáhl žádost o {product}, tarif {plan}. Co bylo napsáno, zůstává čitelné.",
            .button = "Otevřít poptávku",
            .why = "Dostáváte ji, protože jste kontaktem prodejce nebo vám byla tato poptávka svěřena.",
        },
        [MAIL_LEAD_ASSIGNED] = {
            .subject = "Poptávka {reference} je vaše: {product}",
            .body = "poptávka zákazníka {organization} na {product}, tarif {plan}, je od této chvíle vaše.",
            .button = "Otevřít poptávku",
            .why = "Dostáváte ji, protože vám tuto poptávku svěřil někdo z vaší organizace.",
        },
    },
};
