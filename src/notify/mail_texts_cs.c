#include "mail_texts.h"

// clang-format off
const MailTexts mail_texts_cs = {
    .language = "cs",
    .greeting = "Dobrý den,",
    .refuse = "Takové zprávy už nechci",
    .more = "a {count} dalších",
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
            .body = "heslo k vašemu účtu bylo změněno {moment}. Ostatní prohlížeče byly odhlášeny. Vaše tokeny API, které nadále platí: {tokens}. Přístupové klíče a propojené účty, které jej také otevírají: {others}.\n\n"
                    "Pokud jste to nebyli vy, heslo ihned obnovte, tokeny API přitom zneplatněte, zkontrolujte své přístupové klíče a propojené účty a dejte nám vědět.",
            .button = "Obnovit heslo",
            .why = "Dostáváte ji, protože se týká bezpečnosti vašeho účtu.",
        },
        [MAIL_SECOND_FACTOR_ADDED] = {
            .subject = "K vašemu druhému faktoru bylo přidáno zařízení",
            .body = "zařízení „{device}“ bylo přidáno k vašemu účtu {moment}. Jeho kódy budou vyžadovány při přihlášení.\n\n"
                    "Pokud jste to nebyli vy, ihned obnovte heslo, zařízení odeberte a dejte nám vědět.",
            .button = "Zobrazit účet",
            .why = "Dostáváte ji, protože se týká bezpečnosti vašeho účtu.",
        },
        [MAIL_SECOND_FACTOR_REMOVED] = {
            .subject = "Z vašeho druhého faktoru bylo odebráno zařízení",
            .body = "zařízení „{device}“ bylo odebráno z vašeho účtu {moment}. Pokud bylo poslední, otevírá účet od této chvíle samotné heslo.\n\n"
                    "Pokud jste to nebyli vy, ihned obnovte heslo a dejte nám vědět.",
            .button = "Zobrazit účet",
            .why = "Dostáváte ji, protože se týká bezpečnosti vašeho účtu.",
        },
        [MAIL_SECOND_FACTOR_RESET] = {
            .subject = "Váš druhý faktor byl zrušen",
            .body = "provozovatel tržiště odebral z vašeho účtu všechna zařízení, přístupové klíče a záložní kódy. Uvedený důvod: {reason}\n\n"
                    "Účet teď otevírá samotné heslo. Přidejte zařízení znovu. Pokud jste o to nežádali, dejte nám ihned vědět.",
            .button = "Zobrazit účet",
            .why = "Dostáváte ji, protože se týká bezpečnosti vašeho účtu.",
        },
        [MAIL_PASSKEY_ADDED] = {
            .subject = "K vašemu účtu byl přidán přístupový klíč",
            .body = "přístupový klíč „{device}“ byl přidán k vašemu účtu {moment}. Přihlásí vás bez hesla a nahrazuje kód.\n\n"
                    "Pokud jste to nebyli vy, ihned obnovte heslo, přístupový klíč odeberte a dejte nám vědět.",
            .button = "Zobrazit účet",
            .why = "Dostáváte ji, protože se týká bezpečnosti vašeho účtu.",
        },
        [MAIL_PASSKEY_REMOVED] = {
            .subject = "Z vašeho účtu byl odebrán přístupový klíč",
            .body = "přístupový klíč „{device}“ byl odebrán z vašeho účtu {moment}. Pokud byl vaším posledním druhým faktorem, otevírá účet od této chvíle samotné heslo.\n\n"
                    "Pokud jste to nebyli vy, ihned obnovte heslo a dejte nám vědět.",
            .button = "Zobrazit účet",
            .why = "Dostáváte ji, protože se týká bezpečnosti vašeho účtu.",
        },
        [MAIL_PASSKEY_REFUSED] = {
            .subject = "Přístupový klíč byl odmítnut",
            .body = "{moment} někdo použil přístupový klíč „{device}“ vašeho účtu způsobem, který ukazuje na jeho kopii. Byl odmítnut.\n\n"
                    "Přístupový klíč odeberte a přidejte nový. Pokud jste to nebyli vy, dejte nám vědět.",
            .button = "Zobrazit účet",
            .why = "Dostáváte ji, protože se týká bezpečnosti vašeho účtu.",
        },
        [MAIL_ACCOUNT_LINKED] = {
            .subject = "Váš účet byl propojen: {provider}",
            .body = "váš účet byl {moment} propojen s poskytovatelem {provider}: kdo se přihlásí tam, může se přihlásit k vašemu účtu.\n\n"
                    "Pokud jste to nebyli vy, propojení ihned zrušte, obnovte heslo a dejte nám vědět.",
            .button = "Zobrazit účet",
            .why = "Dostáváte ji, protože se týká bezpečnosti vašeho účtu.",
        },
        [MAIL_ACCOUNT_UNLINKED] = {
            .subject = "Propojení vašeho účtu bylo zrušeno: {provider}",
            .body = "propojení vašeho účtu s poskytovatelem {provider} bylo {moment} zrušeno. Už se jím nepřihlásíte.\n\n"
                    "Pokud jste to nebyli vy, ihned obnovte heslo a dejte nám vědět.",
            .button = "Zobrazit účet",
            .why = "Dostáváte ji, protože se týká bezpečnosti vašeho účtu.",
        },
        [MAIL_CLOUD_PASSWORD_CHANGED] = {
            .subject = "Vaše heslo u {provider} bylo změněno",
            .body = "vaše heslo u {provider} bylo {moment} změněno prostřednictvím tohoto tržiště; všude jinde jste byli odhlášeni.\n\n"
                    "Pokud jste to nebyli vy, nastavte si v cloudu ihned nové heslo a dejte nám vědět.",
            .button = "Zobrazit účet",
            .why = "Dostáváte ji, protože se týká bezpečnosti vašeho účtu.",
        },
        [MAIL_RECOVERY_CODE_USED] = {
            .subject = "Byl použit záložní kód",
            .body = "záložní kód vašeho účtu byl použit {moment}. Zbývá: {unused}.\n\n"
                    "Pokud jste to nebyli vy, ihned obnovte heslo, nechte si vystavit nové záložní kódy a dejte nám vědět.",
            .button = "Zobrazit účet",
            .why = "Dostáváte ji, protože se týká bezpečnosti vašeho účtu.",
        },
        [MAIL_RECOVERY_CODES_ISSUED] = {
            .subject = "Byly vystaveny nové záložní kódy",
            .body = "nové záložní kódy k vašemu účtu byly vystaveny {moment}; dosavadní už neplatí.\n\n"
                    "Pokud jste to nebyli vy, ihned obnovte heslo a dejte nám vědět.",
            .button = "Zobrazit účet",
            .why = "Dostáváte ji, protože se týká bezpečnosti vašeho účtu.",
        },
        [MAIL_CLOUD_EMAIL] = {
            .subject = "Váš kód: {code}",
            .body = "váš kód pro přihlášení cloudovým účtem je {code}. Zadejte jej na stránce, která o něj požádala. Platí deset minut a jen v prohlížeči, který o něj požádal.\n\n"
                    "Pokud stránka říká, že k této adrese už účet existuje, přihlaste se k němu heslem a cloudový účet k němu připojte.",
            .button = "Otevřít tržiště",
            .why = "Dostáváte ji, protože se někdo přihlásil cloudovým účtem a uvedl tuto adresu. Pokud jste to nebyli vy, nedělejte nic.",
        },
        [MAIL_ROLES_CHANGED] = {
            .subject = "Vaše role v organizaci {organization} se změnily",
            .body = "{person} změnil(a) Vaše role v organizaci {organization}. Od této chvíle máte: {roles}\n\nPlatí to ihned, i v přihlášených prohlížečích a pro Vaše tokeny API.",
            .button = "Přejít do organizace",
            .why = "Tuto zprávu dostáváte, protože se týká toho, co smí Váš účet.",
        },
        [MAIL_ROLE_ENDING] = {
            .subject = "Role {role} osoby {person} končí {until}",
            .body = "role {role} osoby {person} v organizaci {organization} končí {until}. Vlastník nebo správce jí může dát pozdější konec.",
            .button = "Zobrazit členy",
            .why = "Tuto zprávu dostáváte, protože je to Vaše role nebo jste vlastníkem organizace.",
        },
        [MAIL_ROLE_ENDED] = {
            .subject = "Role {role} osoby {person} skončila",
            .body = "role {role} osoby {person} v organizaci {organization} skončila {until}. Co ji vyžaduje, i tokeny API, osobě {person} už nefunguje; jinak se nic nezměnilo.",
            .button = "Zobrazit členy",
            .why = "Tuto zprávu dostáváte, protože to byla Vaše role nebo jste vlastníkem organizace.",
        },
        [MAIL_TOKEN_ENDING] = {
            .subject = "Token API {token} končí {until}",
            .body = "token API {token} pro organizaci {organization} končí {until}; programy, které ho používají, budou od té chvíle odmítány.\n\nVytvořte nový, předejte ho programům a tento zneplatněte.",
            .button = "Zobrazit tokeny",
            .why = "Tuto zprávu dostáváte, protože je to Váš token nebo jste vlastníkem organizace.",
        },
        [MAIL_OWNERSHIP_REQUESTED] = {
            .subject = "{person} Vás žádá, abyste se stali vlastníkem organizace {organization}",
            .body = "{person} Vás žádá, abyste se stali vlastníkem organizace {organization}. Vlastníci v ní smějí vše a spravují členy. Přijmout nebo odmítnout můžete do {until}; neuděláte-li nic, nic se nezmění.",
            .button = "Rozhodnout",
            .why = "Tuto zprávu dostáváte, protože jste byli vybráni. Přijmout můžete jen Vy.",
        },
        [MAIL_ACCESS_SUSPENSION] = {
            .subject = "{person} nemá kvůli pravidlům přístupu vstup do {organization}",
            .body = "{person} odtud nemůže jednat za {organization}, protože pravidla přístupu {organization} tuto adresu odmítají, a žádá o jejich pozastavení.\n\nOdkaz pravidla na hodinu pozastaví, aby se dala opravit. Platí hodinu. Pokud o tom nevíte, nedělejte nic a zeptejte se, zda žádost opravdu poslal(a) {person}.",
            .button = "Pozastavit pravidla přístupu",
            .why = "Zprávu dostáváte, protože jste vlastníkem organizace.",
        },
        [MAIL_BREAK_GLASS] = {
            .subject = "{person} jedná za organizaci {organization} navzdory způsobům přihlášení",
            .body = "{person}, vlastník, se {moment} přihlásil způsobem, který organizace {organization} nedovoluje, a v tomto sezení za ni jedná: vlastníci to mohou, aby nikdo nezůstal navždy venku.\n\nPokud o tom nevíte, zeptejte se osoby {person}. Pokud to {person} nebyl(a), odeberte ji z organizace {organization} a podívejte se do auditního protokolu.",
            .button = "Zobrazit auditní protokol",
            .why = "Dostáváte tuto zprávu, protože jste vlastníkem organizace.",
        },
        [MAIL_OWNERSHIP_ACCEPTED] = {
            .subject = "{person} je nyní vlastníkem organizace {organization}",
            .body = "{person} přijal(a) a je vlastníkem organizace {organization}.",
            .button = "Zobrazit členy",
            .why = "Tuto zprávu dostáváte, protože jste vlastníkem organizace nebo jste o to požádali.",
        },
        [MAIL_OWNERSHIP_DECLINED] = {
            .subject = "{person} nechce být vlastníkem organizace {organization}",
            .body = "{person} odmítl(a) stát se vlastníkem organizace {organization}. Vlastníkem zůstáváte Vy; nic se nezměnilo.",
            .button = "Zobrazit členy",
            .why = "Tuto zprávu dostáváte, protože jste o to požádali.",
        },
        [MAIL_OWNERSHIP_ANNOUNCED] = {
            .subject = "{person} se má stát vlastníkem organizace {organization} místo {former}",
            .body = "provozovatel tržiště byl požádán, aby v organizaci {organization} nahradil nedostupného vlastníka. Od {until} je vlastníkem {person} a {former} už jím není. Důvod provozovatele:\n\n{reason}\n\nPokud to není správné, vzneste předtím námitku na stránce členů: pak se nic nezmění.",
            .button = "Zobrazit členy",
            .why = "Tuto zprávu dostáváte, protože jste vlastníkem organizace nebo se jím máte stát.",
        },
        [MAIL_OWNERSHIP_COMPLETED] = {
            .subject = "{person} je vlastníkem organizace {organization} místo {former}",
            .body = "jak provozovatel tržiště oznámil, vlastníkem organizace {organization} je nyní {person} a {former} už jím není.",
            .button = "Zobrazit členy",
            .why = "Tuto zprávu dostáváte, protože jste nebo jste byli vlastníkem organizace.",
        },
        [MAIL_OWNERSHIP_STOPPED] = {
            .subject = "{person} se vlastníkem organizace {organization} nestane",
            .body = "provozovatel tržiště oznámil, že se vlastníkem organizace {organization} stane {person}. Proti tomu byla vznesena námitka, nebo to bylo vzato zpět. Nic se nezměnilo.",
            .button = "Zobrazit členy",
            .why = "Tuto zprávu dostáváte, protože Vám to bylo oznámeno nebo rozhodujete za tržiště.",
        },
        [MAIL_ROLE_REQUESTED] = {
            .subject = "{person} žádá o roli {role} v organizaci {organization}",
            .body = "{person} žádá o roli {role} v organizaci {organization}:\n\n{reason}\n\nPřidělte ji, nebo ji odmítněte na stránce členů do {until}; neuděláte-li nic, nic se nezmění.",
            .button = "Rozhodnout",
            .why = "Tuto zprávu dostáváte, protože spravujete členy organizace.",
        },
        [MAIL_ROLE_REQUEST_DECLINED] = {
            .subject = "Roli {role} v organizaci {organization} nedostanete",
            .body = "{person} Vám odmítl(a) přidělit roli {role} v organizaci {organization}:\n\n{reason}\n\nVaše ostatní role zůstávají beze změny.",
            .button = "Přejít do organizace",
            .why = "Tuto zprávu dostáváte, protože jste o roli požádali.",
        },
        [MAIL_DELEGATION_OFFERED] = {
            .subject = "Organizace {organization} žádá {partner}, aby za ni jednal",
            .body = "Organizace {organization} nabízí partnerovi {partner}, aby za ni do {until} jednal na tržišti. Nic se nezmění, dokud vlastník nebo správce organizace {partner} nabídku nepřijme na stránce Zákazníci.",
            .button = "Zobrazit nabídku",
            .why = "Tuto zprávu dostáváte, protože spravujete členy své organizace.",
        },
        [MAIL_DELEGATION_REVOKED] = {
            .subject = "{partner} nejedná za organizaci {organization}",
            .body = "Organizace {organization} odvolala, že za ni {partner} jedná. Lidé z organizace {partner} k ní nemají přístup.",
            .button = "Zobrazit zákazníky",
            .why = "Tuto zprávu dostáváte, protože spravujete členy své organizace.",
        },
        [MAIL_DELEGATION_ACCEPTED] = {
            .subject = "{partner} jedná za organizaci {organization}",
            .body = "Partner {partner} přijal: jeho lidé jednají za organizaci {organization} do {until} s rolemi, které jste jim dali. Co dělají, uvádí protokol auditu. Na stránce Přístup to můžete kdykoli odvolat.",
            .button = "Zobrazit přístup",
            .why = "Tuto zprávu dostáváte, protože jste vlastníkem organizace.",
        },
        [MAIL_DELEGATION_DECLINED] = {
            .subject = "{partner} nechce jednat za organizaci {organization}",
            .body = "Partner {partner} odmítl jednat za organizaci {organization}. Nic se nezměnilo.",
            .button = "Zobrazit přístup",
            .why = "Tuto zprávu dostáváte, protože jste vlastníkem organizace.",
        },
        [MAIL_DELEGATION_GIVEN_UP] = {
            .subject = "{partner} už nechce jednat za organizaci {organization}",
            .body = "Partner {partner} už nejedná za organizaci {organization}. Jeho lidé od této chvíle nemají do Vaší organizace přístup.",
            .button = "Zobrazit přístup",
            .why = "Tuto zprávu dostáváte, protože jste vlastníkem organizace.",
        },
        [MAIL_ACCESS_RULES_CHANGED] = {
            .subject = "Pravidla přístupu {organization} se změnila",
            .body = "{person} změnil(a) {moment} pravidla přístupu {organization}: ze kterých síťových adres za ni smějí jednat lidé a tokeny API. Platí ihned. Pokud jste to nečekali, podívejte se na ně.",
            .button = "Zobrazit pravidla přístupu",
            .why = "Zprávu dostáváte, protože jste vlastníkem organizace.",
        },
        [MAIL_ACCESS_RULES_SUSPENDED] = {
            .subject = "Pravidla přístupu {organization} jsou pozastavena",
            .body = "{person} pozastavil(a) pravidla přístupu {organization} odkazem z e-mailu. Do {until} lze za ni jednat z každé síťové adresy; potom pravidla platí znovu.",
            .button = "Zobrazit pravidla přístupu",
            .why = "Zprávu dostáváte, protože jste vlastníkem organizace.",
        },
        [MAIL_INVITATION] = {
            .subject = "{person} Vás zve do organizace {organization}",
            .body = "{person} Vás zve, abyste se na našem tržišti připojili k organizaci {organization}. Vaše role v ní budou: {roles}\n\nPřijmout můžete do {until}. Pokud ještě nemáte účet, vytvoříte si jej na téže stránce.",
            .button = "Zobrazit pozvánku",
            .why = "Tuto zprávu dostáváte, protože Vaše adresa byla v organizaci zadána. Pokud nevíte, oč jde, nedělejte nic: bez Vás se nic nestane.",
        },
        [MAIL_INVITATION_ACCEPTED] = {
            .subject = "{person} je nyní členem organizace {organization}",
            .body = "{person} ({email}) přijal(a) pozvánku a je nyní členem organizace {organization}.",
            .button = "Zobrazit členy",
            .why = "Tuto zprávu dostáváte, protože jste pozvánku odeslali nebo organizaci vlastníte.",
        },
        [MAIL_INVITATION_RENEWAL_REQUESTED] = {
            .subject = "{email} žádá o novou pozvánku do organizace {organization}",
            .body = "platnost pozvánky pro {email} do organizace {organization} vypršela a tato osoba žádá o novou. Obnovte ji na stránce členů, pokud o ni stále stojíte.",
            .button = "Zobrazit členy",
            .why = "Tuto zprávu dostáváte, protože jste pozvánku odeslali nebo organizaci vlastníte.",
        },
        [MAIL_MEMBERSHIP_VOUCHED] = {
            .subject = "{person} je novým členem organizace {organization}",
            .body = "{person} ({email}) se přihlásil(a) přes „{provider}“ a je nyní členem organizace {organization}.\n\nPokud do ní {person} nepatří, odeberte ji z členů: {provider} ji pak nevrátí.",
            .button = "Zobrazit členy",
            .why = "Zprávu dostáváte, protože jste vlastníkem organizace.",
        },
        [MAIL_MEMBERSHIP_REMOVED] = {
            .subject = "Už nejste členem organizace {organization}",
            .body = "{person} Vás {moment} odebral(a) z organizace {organization}. Vaše role v ní skončily a Vaše tokeny API pro ni byly zneplatněny. Váš účet a Vaše ostatní organizace zůstávají beze změny.",
            .button = "Otevřít tržiště",
            .why = "Tuto zprávu dostáváte, protože se týká toho, co smí Váš účet.",
        },
        [MAIL_ACCOUNT_CLOSED] = {
            .subject = "Už nejste členem organizace {organization}",
            .body = "{person} Vás {moment} odebral(a) z organizace {organization}. Byla to Vaše poslední organizace na našem tržišti, proto je Váš účet uzavřen: nikdo se jím už nemůže přihlásit. Pokud Vás někdo znovu pozve, otevřete jej novým heslem.",
            .button = "Otevřít tržiště",
            .why = "Tuto zprávu dostáváte, protože se týká Vašeho účtu.",
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
        [MAIL_REVISION_SUBMITTED] = {
            .subject = "Revize k posouzení: {product}",
            .body = "{seller} podal revizi {number} produktu {product}, verze {version}. Kontor ji kontroluje; poté čeká na vaše rozhodnutí.",
            .button = "Posoudit ji",
            .why = "Tuto zprávu dostáváte, protože rozhodujete o tom, co se zde prodává.",
        },
        [MAIL_REVISION_APPROVED] = {
            .subject = "Schváleno: revize {number} produktu {product}",
            .body = "revize {number} produktu {product}, verze {version}, byla schválena. Její stránka říká, od kdy je aktivní, nebo kdy bude.",
            .button = "Otevřít revizi",
            .why = "Tuto zprávu dostáváte, protože se staráte o produkty své organizace.",
        },
        [MAIL_REVISION_REJECTED] = {
            .subject = "Revize {number} produktu {product} potřebuje změnu",
            .body = "revize {number} produktu {product}, verze {version}, nebyla schválena. Důvod:\n\n{reason}\n\n{reasons}\n\nMůžete ji kdykoli opravit a podat znovu.",
            .button = "Zobrazit důvody",
            .why = "Tuto zprávu dostáváte, protože se staráte o produkty své organizace.",
        },
        [MAIL_REVISION_WITHDRAWN] = {
            .subject = "Revize {number} produktu {product} byla vzata zpět",
            .body = "provozovatel vzal zpět revizi {number} produktu {product}, verze {version}; je opět konceptem a nestane se aktivní. Důvod:\n\n{reason}",
            .button = "Otevřít revizi",
            .why = "Tuto zprávu dostáváte, protože se staráte o produkty své organizace.",
        },
        [MAIL_REVISION_RESTORED] = {
            .subject = "{product} je zpět u revize {number}",
            .body = "provozovatel se vrátil k revizi {number} produktu {product}, verze {version}: dostávají ji nové objednávky. Co je předplaceno, si ponechá svou revizi. Důvod:\n\n{reason}",
            .button = "Otevřít revizi",
            .why = "Tuto zprávu dostáváte, protože se staráte o produkty své organizace.",
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
        [MAIL_QUOTE_SENT] = {
            .subject = "Vaše nabídka {reference} od {seller}",
            .body = "{seller} vám připravil(a) nabídku na {product}, plán {plan}. Přijmout nebo odmítnout ji můžete do {until}.\n\nOdkaz nabídku ukáže; nic se nestane, dokud ji tam nepotvrdíte. Je určen jen vám: kdo jím nabídku přijme, činí tak vaším jménem.",
            .button = "Podívat se na nabídku",
            .why = "Dostáváte jej, protože jste o tuto nabídku požádali nebo vám organizace patří.",
        },
        [MAIL_QUOTE_EXPIRING] = {
            .subject = "Platnost nabídky {reference} brzy skončí",
            .body = "nabídku od {seller} na {product}, plán {plan}, můžete přijmout do {until}.\n\nOdkaz nabídku ukáže; nic se nestane, dokud ji tam nepotvrdíte. Je určen jen vám.",
            .button = "Podívat se na nabídku",
            .why = "Dostáváte jej, protože jste o tuto nabídku požádali nebo vám organizace patří.",
        },
        [MAIL_QUOTE_EXPIRED] = {
            .subject = "Platnost nabídky {reference} skončila",
            .body = "nabídka od {seller} na {product}, plán {plan}, platila do {until}. O novou můžete požádat v rozhovoru.",
            .button = "Otevřít nabídku",
            .why = "Dostáváte jej, protože jste o tuto nabídku požádali nebo vám organizace patří.",
        },
        [MAIL_QUOTE_WITHDRAWN] = {
            .subject = "Nabídka {reference} byla stažena",
            .body = "{seller} stáhl(a) nabídku na {product}, plán {plan}. Uvedený důvod: {reason}",
            .button = "Otevřít nabídku",
            .why = "Dostáváte jej, protože jste o tuto nabídku požádali nebo vám organizace patří.",
        },
        [MAIL_QUOTE_CONFIRMED] = {
            .subject = "Přijali jste nabídku {reference}",
            .body = "{person} přijal(a) nabídku od {seller} na {product}, plán {plan}, jménem organizace {organization}. Vše, co bylo ujednáno, zůstává u nabídky k přečtení.",
            .button = "Otevřít nabídku",
            .why = "Dostáváte jej, protože jste o tuto nabídku požádali nebo vám organizace patří.",
        },
        [MAIL_QUOTE_ACCEPTED] = {
            .subject = "{organization} přijala nabídku {reference}",
            .body = "{person} přijal(a) vaši nabídku na {product}, plán {plan}, jménem organizace {organization}. Vznikla objednávka a předplatné. Máte-li nejdříve dodat, oznamte to na stránce nabídky, až bude hotovo.",
            .button = "Otevřít nabídku",
            .why = "Dostáváte jej, protože tuto nabídku připravila vaše organizace.",
        },
        [MAIL_QUOTE_DECLINED] = {
            .subject = "{organization} odmítla nabídku {reference}",
            .body = "{person} odmítl(a) vaši nabídku na {product}, plán {plan}. Uvedený důvod: {reason}\n\nMůžete poslat jinou.",
            .button = "Otevřít nabídku",
            .why = "Dostáváte jej, protože tuto nabídku připravila vaše organizace.",
        },
        [MAIL_QUOTE_LAPSED] = {
            .subject = "O nabídce {reference} nikdo nerozhodl",
            .body = "vaše nabídka na {product}, plán {plan}, pro {organization} platila do {until} a vypršela. Můžete poslat jinou.",
            .button = "Otevřít nabídku",
            .why = "Dostáváte jej, protože tuto nabídku připravila vaše organizace.",
        },
        [MAIL_WEBHOOK_PAUSED] = {
            .subject = "Webhook {webhook} je pozastaven",
            .body = "události organizace {organization} se k webhooku {webhook} už několik dní nedostaly, nebo jeho adresa odpověděla, že už neexistuje. Je pozastaven: nic dalšího se mu neposílá.\n\n"
                    "Podívejte se na jeho poslední odpovědi, odstraňte chybu a znovu jej zapněte. Co bylo vzdáno, lze pak poslat znovu.",
            .button = "Podívat se na webhook",
            .why = "Dostáváte ji, protože organizaci vlastníte.",
        },
        [MAIL_CLOUD_LINK_LOST] = {
            .subject = "Propojený cloud {cloud} už tržiště nepouští dovnitř",
            .body = "cloud {cloud} propojený s organizací {organization} už tržiště nepouští dovnitř: možná tam někdo odvolal souhlas. Co tam tržiště vytvořilo, zůstává, jak je; kdo do organizace {organization} přijde nebo odejde, se tam už nepromítne.\n\n"
                    "Chcete-li jej znovu propojit, pošlete správci cloudu nový odkaz k souhlasu. Má-li to tak zůstat, propojení zrušte.",
            .button = "Zobrazit propojený cloud",
            .why = "Dostáváte ji, protože organizaci vlastníte.",
        },
        [MAIL_CLOUD_LINK_DRIFTED] = {
            .subject = "V propojeném cloudu {cloud} se něco liší",
            .body = "v cloudu {cloud} propojeném s organizací {organization} není něco tak, jak to tržiště vytvořilo: někdo změnil nebo odstranil uživatele, skupinu či roli, nebo se něco nepodařilo vytvořit.\n\n"
                    "Podívejte se, co se liší, a opravte to, pokud k tomu nikdo neměl důvod.",
            .button = "Zobrazit rozdíly",
            .why = "Dostáváte ji, protože organizaci vlastníte.",
        },
        [MAIL_PRODUCT_UNPUBLISHED] = {
            .subject = "{product} se prozatím nenabízí",
            .body = "{seller} prozatím nenabízí {product} nikomu novému. Vaše předplatné {subscription} pokračuje beze změny, včetně podpory. Důvod:\n\n"
                    "{reason}\n\n"
                    "Předpokládaný návrat do nabídky: {expected_return}",
            .button = "Otevřít předplatné",
            .why = "Dostáváte ji, protože jste tento produkt objednali nebo jste vlastníkem organizace.",
        },
        [MAIL_PRODUCT_PUBLISHED] = {
            .subject = "{product} se opět nabízí",
            .body = "{seller} opět nabízí {product}. Vašeho předplatného {subscription} se přestávka nedotkla.",
            .button = "Otevřít předplatné",
            .why = "Dostáváte ji, protože jste tento produkt objednali nebo jste vlastníkem organizace.",
        },
        [MAIL_PRODUCT_ENDING] = {
            .subject = "{product} končí dne {last_day}",
            .body = "{seller} ukončuje {product}. Posledním dnem je {last_day}; do té doby vaše předplatné {subscription} funguje jako dosud a má podporu. Je to konečné. Důvod:\n\n"
                    "{reason}\n\n"
                    "Poté přestanou platit klíče produktů AI. Co je nasazeno ve vašich vlastních clusterech, běží dál, ale nedostane novější verze. Dokumenty a spotřeba zůstanou čitelné.",
            .button = "Otevřít předplatné",
            .why = "Dostáváte ji, protože jste tento produkt objednali nebo jste vlastníkem organizace.",
        },
        [MAIL_PRODUCT_ENDED] = {
            .subject = "{product} skončil",
            .body = "{last_day} byl posledním dnem produktu {product} od {seller}. Vaše předplatné {subscription} zůstává čitelné, včetně dokumentů, spotřeby a kontaktů. Klíče produktů AI již neplatí; co je nasazeno ve vašich vlastních clusterech, běží dál bez novějších verzí.",
            .button = "Otevřít předplatné",
            .why = "Dostáváte ji, protože jste tento produkt objednali nebo jste vlastníkem organizace.",
        },
        [MAIL_AGREEMENT_CHANGED] = {
            .subject = "Pro {product} platí nová licenční smlouva",
            .body = "{seller} má pro {product} novou licenční smlouvu. Pro vaše předplatné {subscription} platí od {moment}:\n\n"
                    "{agreement}, verze {version}\n\n"
                    "Do té doby platila: {former}. Tarif, cena a vše ostatní, co jste si předplatili, zůstává beze změny. Oba texty najdete u předplatného. Pokud s novou nesouhlasíte, můžete tam předplatné zrušit.",
            .button = "Přečíst smlouvy",
            .why = "Dostáváte ji, protože vlastníte organizaci nebo za ni smíte nakupovat a jde o to, s čím souhlasila. Posílá se vždy.",
        },
        [MAIL_DIGEST] = {
            .subject = "Co se stalo do {date}",
            .body = "od vašeho posledního denního e-mailu se stalo toto:",
            .button = "Otevřít tržiště",
            .why = "Dostáváte jej, protože jste si zvolili dozvídat se o tom jednou denně.",
        },
    },
};
