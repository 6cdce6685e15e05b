// What every change through the API is called in the audit log. A test holds this against the
// routes; an action whose route is gone keeps its line, since records of it stay.
#include "audit_record.h"

#include "base/text.h"

typedef struct ActionText {
    const char *action, *en, *de, *fr, *cs;
} ActionText;

// clang-format off
static const ActionText texts[] = {
    // people
    {"POST /v1/sessions", "Signed in", "Angemeldet", "Connexion", "Přihlášení"},
    {"POST /v1/sessions/second-factor", "Signed in with a second factor", "Mit zweitem Faktor angemeldet", "Connexion avec un second facteur", "Přihlášení s druhým faktorem"},
    {"POST /v1/session/verification", "Proved to be oneself", "Identität bestätigt", "Identité confirmée", "Totožnost potvrzena"},
    {"DELETE /v1/session", "Signed out", "Abgemeldet", "Déconnexion", "Odhlášení"},
    {"POST /v1/registrations", "Registered an organization", "Organisation registriert", "Organisation inscrite", "Organizace zaregistrována"},
    {"POST /v1/password-links", "Asked for a link to reset a password", "Link zum Zurücksetzen des Passworts angefordert", "Lien de réinitialisation du mot de passe demandé", "Vyžádán odkaz k obnovení hesla"},
    {"POST /v1/proofs-of-work", "Asked what to calculate", "Gefragt, was zu berechnen ist", "Demandé ce qui est à calculer", "Vyžádáno zadání výpočtu"},
    {"POST /v1/password-links/inspection", "Opened a password link", "Passwort-Link geöffnet", "Lien de mot de passe ouvert", "Odkaz na heslo otevřen"},
    {"POST /v1/password-links/renewal", "Asked for a new password link", "Neuen Passwort-Link angefordert", "Nouveau lien de mot de passe demandé", "Vyžádán nový odkaz na heslo"},
    {"POST /v1/passwords", "Set a password by a link", "Passwort über einen Link gesetzt", "Mot de passe défini par un lien", "Heslo nastaveno odkazem"},
    {"PATCH /v1/me", "Changed one’s name or language", "Eigenen Namen oder Sprache geändert", "Nom ou langue modifiés", "Vlastní jméno nebo jazyk změněny"},
    {"POST /v1/me/password", "Changed one’s password", "Eigenes Passwort geändert", "Mot de passe modifié", "Vlastní heslo změněno"},
    {"DELETE /v1/me/sessions", "Ended all other sessions", "Alle anderen Sitzungen beendet", "Toutes les autres sessions terminées", "Všechny ostatní relace ukončeny"},
    {"DELETE /v1/me/sessions/{session_id}", "Ended a session", "Sitzung beendet", "Session terminée", "Relace ukončena"},
    {"POST /v1/me/api-tokens", "Created a personal API token", "Persönliches API-Token erstellt", "Jeton d’API personnel créé", "Osobní API token vytvořen"},
    {"DELETE /v1/me/api-tokens/{id}", "Revoked a personal API token", "Persönliches API-Token widerrufen", "Jeton d’API personnel révoqué", "Osobní API token zneplatněn"},
    {"POST /v1/me/second-factors", "Began to add a device as second factor", "Gerät als zweiten Faktor hinzugefügt", "Ajout d’un appareil comme second facteur", "Přidáváno zařízení jako druhý faktor"},
    {"POST /v1/me/second-factors/{id}/confirmation", "Confirmed a device as second factor", "Gerät als zweiten Faktor bestätigt", "Appareil confirmé comme second facteur", "Zařízení potvrzeno jako druhý faktor"},
    {"DELETE /v1/me/second-factors/{id}", "Removed a device as second factor", "Gerät als zweiten Faktor entfernt", "Appareil retiré comme second facteur", "Zařízení odebráno jako druhý faktor"},
    {"POST /v1/sessions/passkey", "Signed in with a passkey", "Mit Passkey angemeldet", "Connexion avec une clé d’accès", "Přihlášení přístupovým klíčem"},
    {"POST /v1/me/passkeys", "Added a passkey", "Passkey hinzugefügt", "Clé d’accès ajoutée", "Přístupový klíč přidán"},
    {"PATCH /v1/me/passkeys/{id}", "Renamed a passkey", "Passkey umbenannt", "Clé d’accès renommée", "Přístupový klíč přejmenován"},
    {"DELETE /v1/me/passkeys/{id}", "Removed a passkey", "Passkey entfernt", "Clé d’accès retirée", "Přístupový klíč odebrán"},
    {"POST /v1/me/recovery-codes", "Issued new recovery codes", "Neue Wiederherstellungscodes ausgestellt", "Nouveaux codes de récupération émis", "Vydány nové záchranné kódy"},
    {"POST /v1/operator/second-factor-resets", "Removed all devices of a person who lost them", "Alle verlorenen Geräte einer Person entfernt", "Appareils perdus d’une personne retirés", "Odebrána všechna ztracená zařízení osoby"},
    {"PUT /v1/me/notifications", "Chose which mails to get", "Benachrichtigungen gewählt", "Notifications choisies", "Zvolena upozornění"},
    {"POST /v1/unsubscriptions/inspection", "Opened a link out of mails", "Abmeldelink geöffnet", "Lien de désabonnement ouvert", "Otevřen odkaz k odhlášení e-mailů"},
    {"POST /v1/unsubscriptions/{token}", "Refused mails by a link", "Benachrichtigungen per Link abbestellt", "Notifications refusées par un lien", "Upozornění odmítnuta odkazem"},

    // identity providers
    {"POST /v1/identity-providers", "Added an identity provider", "Identitätsanbieter hinzugefügt", "Fournisseur d’identité ajouté", "Poskytovatel identity přidán"},
    {"PUT /v1/identity-providers/{id}", "Changed an identity provider", "Identitätsanbieter geändert", "Fournisseur d’identité modifié", "Poskytovatel identity změněn"},
    {"DELETE /v1/identity-providers/{id}", "Removed an identity provider", "Identitätsanbieter entfernt", "Fournisseur d’identité retiré", "Poskytovatel identity odebrán"},
    {"POST /v1/identity-providers/{id}/check", "Checked an identity provider", "Identitätsanbieter geprüft", "Fournisseur d’identité vérifié", "Poskytovatel identity zkontrolován"},
    {"POST /v1/identity-providers/{id}/back-channel-logout", "An identity provider ended sessions", "Identitätsanbieter beendete Sitzungen", "Sessions terminées par un fournisseur d’identité", "Poskytovatel identity ukončil relace"},
    {"POST /v1/identity-providers/{id}/mail-domains", "Added a mail domain to an identity provider", "Mail-Domain eines Identitätsanbieters hinzugefügt", "Domaine de messagerie ajouté à un fournisseur d’identité", "K poskytovateli identity přidána e-mailová doména"},
    {"DELETE /v1/identity-providers/{id}/mail-domains/{domain_id}", "Removed a mail domain from an identity provider", "Mail-Domain eines Identitätsanbieters entfernt", "Domaine de messagerie retiré d’un fournisseur d’identité", "Poskytovateli identity odebrána e-mailová doména"},
    {"POST /v1/operator/mail-domains/{id}/confirmation", "Confirmed a mail domain", "Mail-Domain bestätigt", "Domaine de messagerie confirmé", "E-mailová doména potvrzena"},
    {"POST /v1/operator/mail-domains/{id}/refusal", "Refused a mail domain", "Mail-Domain abgelehnt", "Domaine de messagerie refusé", "E-mailová doména odmítnuta"},
    {"POST /v1/external-sign-ins", "Began to sign in by an identity provider", "Anmeldung über einen Identitätsanbieter begonnen", "Connexion par un fournisseur d’identité commencée", "Zahájeno přihlášení přes poskytovatele identity"},
    {"POST /v1/external-sign-ins/{id}/answer", "Came back from an identity provider", "Vom Identitätsanbieter zurückgekehrt", "Retour d’un fournisseur d’identité", "Návrat od poskytovatele identity"},
    {"POST /v1/external-sign-ins/{id}/session", "Signed in by an identity provider", "Über einen Identitätsanbieter angemeldet", "Connexion par un fournisseur d’identité", "Přihlášení přes poskytovatele identity"},
    {"POST /v1/external-sign-ins/{id}/link", "Linked the account to an identity provider", "Konto mit einem Identitätsanbieter verknüpft", "Compte lié à un fournisseur d’identité", "Účet propojen s poskytovatelem identity"},
    {"POST /v1/external-sign-ins/{id}/email", "Asked for a code by mail to sign in from a cloud", "Code per E-Mail zur Anmeldung mit einem Cloud-Konto angefordert", "Code par e-mail demandé pour une connexion depuis un cloud", "Vyžádán kód e-mailem k přihlášení z cloudu"},
    {"POST /v1/external-sign-ins/{id}/email-confirmation", "Came from a cloud for the first time", "Zum ersten Mal mit einem Cloud-Konto angemeldet", "Première connexion depuis un cloud", "První přihlášení z cloudu"},
    {"PUT /v1/me/linked-identities/{provider_id}/password", "Changed the password at a cloud", "Passwort bei einer Cloud geändert", "Mot de passe d’un cloud modifié", "Heslo v cloudu změněno"},
    {"POST /v1/organization/cloud-links", "Asked to link a cloud", "Verknüpfung einer Cloud angefragt", "Liaison d’un cloud demandée", "Vyžádáno propojení cloudu"},
    {"POST /v1/organization/cloud-links/{id}/consent-link", "Made a new link for the consent to link a cloud", "Neuen Link für die Zustimmung zur Verknüpfung einer Cloud erstellt", "Nouveau lien de consentement à la liaison d’un cloud créé", "Vytvořen nový odkaz pro souhlas s propojením cloudu"},
    {"POST /v1/organization/cloud-links/{id}/check", "Had a linked cloud looked at", "Verknüpfte Cloud prüfen lassen", "Cloud relié contrôlé", "Propojený cloud zkontrolován"},
    {"POST /v1/organization/cloud-links/{id}/repair", "Had a linked cloud repaired", "Verknüpfte Cloud reparieren lassen", "Cloud relié réparé", "Propojený cloud opraven"},
    {"DELETE /v1/organization/cloud-links/{id}", "Unlinked a cloud", "Verknüpfung einer Cloud gelöst", "Cloud délié", "Propojení cloudu zrušeno"},
    {"POST /v1/cloud-consents", "Agreed to link a cloud", "Der Verknüpfung einer Cloud zugestimmt", "Liaison d’un cloud acceptée", "Udělen souhlas s propojením cloudu"},
    {"POST /v1/organization/cloud-domains/{id}/reading", "Read the users of a cloud again", "Benutzer einer Cloud neu gelesen", "Utilisateurs d’un cloud relus", "Uživatelé cloudu znovu načteni"},
    {"PUT /v1/organization/cloud-domains/{id}/users/{subject}/roles", "Gave a user of the cloud roles", "Einem Benutzer der Cloud Rollen gegeben", "Rôles donnés à un utilisateur du cloud", "Uživateli cloudu přiděleny role"},
    {"POST /v1/me/linked-identities", "Began to link the account to an identity provider", "Verknüpfung mit einem Identitätsanbieter begonnen", "Liaison à un fournisseur d’identité commencée", "Zahájeno propojení s poskytovatelem identity"},
    {"DELETE /v1/me/linked-identities/{provider_id}", "Unlinked the account from an identity provider", "Verknüpfung mit einem Identitätsanbieter gelöst", "Compte délié d’un fournisseur d’identité", "Propojení s poskytovatelem identity zrušeno"},

    // organizations
    {"PUT /v1/organization/members/{user_id}/roles", "Changed the roles of a member", "Rollen eines Mitglieds geändert", "Rôles d’un membre modifiés", "Role člena změněny"},
    {"POST /v1/organization/role-assignments", "Gave or took a role of several members", "Rolle mehrerer Mitglieder vergeben oder entzogen", "Rôle de plusieurs membres donné ou retiré", "Role více členů přidána nebo odebrána"},
    {"DELETE /v1/organization/members/{user_id}", "Removed a member", "Mitglied entfernt", "Membre retiré", "Člen odebrán"},
    {"POST /v1/organization/invitations", "Invited a member", "Mitglied eingeladen", "Membre invité", "Člen pozván"},
    {"POST /v1/organization/invitations/{id}/renewal", "Renewed an invitation", "Einladung erneuert", "Invitation renouvelée", "Pozvánka obnovena"},
    {"DELETE /v1/organization/invitations/{id}", "Withdrew an invitation", "Einladung zurückgezogen", "Invitation retirée", "Pozvánka stažena"},
    {"POST /v1/invitations/acceptance", "Accepted an invitation", "Einladung angenommen", "Invitation acceptée", "Pozvánka přijata"},
    {"POST /v1/invitations/account", "Accepted an invitation with a new account", "Einladung mit neuem Konto angenommen", "Invitation acceptée avec un nouveau compte", "Pozvánka přijata s novým účtem"},
    {"POST /v1/invitations/renewal-requests", "Asked for a new invitation", "Um eine neue Einladung gebeten", "Nouvelle invitation demandée", "Požádáno o novou pozvánku"},
    {"POST /v1/organization/ownership-transfers", "Asked a member to become an owner", "Mitglied um Übernahme der Inhaberrolle gebeten", "Proposition à un membre de devenir propriétaire", "Člen požádán, aby se stal vlastníkem"},
    {"POST /v1/organization/ownership-transfers/{id}/acceptance", "Became an owner", "Inhaberrolle übernommen", "Propriété acceptée", "Vlastnictví přijato"},
    {"POST /v1/organization/ownership-transfers/{id}/decline", "Declined to become an owner", "Inhaberrolle abgelehnt", "Propriété refusée", "Vlastnictví odmítnuto"},
    {"POST /v1/organization/ownership-transfers/{id}/withdrawal", "Took back an offer of ownership", "Angebot der Inhaberrolle zurückgezogen", "Proposition de propriété retirée", "Nabídka vlastnictví stažena"},
    {"POST /v1/organization/ownership-transfers/{id}/objection", "Objected to another owner", "Einem anderen Inhaber widersprochen", "Opposition à un autre propriétaire", "Vznesena námitka proti jinému vlastníkovi"},
    {"POST /v1/operator/organizations/{id}/ownership-transfers", "Announced another owner in the place of one who is lost", "Anderen Inhaber anstelle eines verlorenen angekündigt", "Autre propriétaire annoncé à la place d’un propriétaire perdu", "Oznámen jiný vlastník místo nedostupného"},
    {"POST /v1/operator/organizations/{id}/ownership-transfers/{transfer_id}/withdrawal", "Took back the announcement of another owner", "Ankündigung eines anderen Inhabers zurückgenommen", "Annonce d’un autre propriétaire retirée", "Oznámení jiného vlastníka vzato zpět"},
    {"POST /v1/me/role-requests", "Asked for a role", "Um eine Rolle gebeten", "Rôle demandé", "Požádáno o roli"},
    {"POST /v1/me/role-requests/{id}/withdrawal", "Took back a request for a role", "Bitte um eine Rolle zurückgezogen", "Demande de rôle retirée", "Žádost o roli vzata zpět"},
    {"POST /v1/organization/role-requests/{id}/approval", "Gave a member the role that it asked for", "Mitglied die erbetene Rolle gegeben", "Rôle demandé accordé à un membre", "Členovi přidělena požadovaná role"},
    {"POST /v1/organization/role-requests/{id}/decline", "Declined a request for a role", "Bitte um eine Rolle abgelehnt", "Demande de rôle refusée", "Žádost o roli zamítnuta"},
    {"POST /v1/organization/delegations", "Offered a partner to act for the organization", "Partner angeboten, für die Organisation zu handeln", "Proposition à un partenaire d’agir pour l’organisation", "Partnerovi nabídnuto jednat za organizaci"},
    {"POST /v1/organization/delegations/{id}/revocation", "Revoked that a partner acts for the organization", "Handeln eines Partners für die Organisation widerrufen", "Délégation à un partenaire révoquée", "Jednání partnera za organizaci odvoláno"},
    {"POST /v1/organization/customers/{id}/acceptance", "Accepted to act for a customer", "Handeln für einen Kunden angenommen", "Délégation d’un client acceptée", "Přijato jednání za zákazníka"},
    {"POST /v1/organization/customers/{id}/decline", "Declined to act for a customer", "Handeln für einen Kunden abgelehnt", "Délégation d’un client refusée", "Odmítnuto jednání za zákazníka"},
    {"POST /v1/organization/customers/{id}/renunciation", "Gave up acting for a customer", "Handeln für einen Kunden aufgegeben", "Délégation d’un client abandonnée", "Jednání za zákazníka ukončeno partnerem"},
    {"POST /v1/organization/api-tokens", "Created an API token of the organization", "API-Token der Organisation erstellt", "Jeton d’API de l’organisation créé", "API token organizace vytvořen"},
    {"DELETE /v1/organization/api-tokens/{id}", "Revoked an API token of the organization", "API-Token der Organisation widerrufen", "Jeton d’API de l’organisation révoqué", "API token organizace zneplatněn"},
    {"PUT /v1/organization/access-rules", "Changed the access rules", "Zugangsregeln geändert", "Règles d’accès modifiées", "Pravidla přístupu změněna"},
    {"PUT /v1/organization/authentication-rules", "Changed the sign-in methods", "Anmeldemethoden geändert", "Méthodes de connexion modifiées", "Způsoby přihlášení změněny"},
    {"POST /v1/authentication-rules/break-glass", "Acted as an owner in spite of the sign-in methods", "Als Inhaber trotz der Anmeldemethoden gehandelt", "A agi en tant que propriétaire malgré les méthodes de connexion", "Jednáno jako vlastník navzdory způsobům přihlášení"},
    {"POST /v1/access-rules/suspension-links", "Asked for a link that suspends the access rules", "Link zum Aussetzen der Zugangsregeln angefordert", "Lien de suspension des règles d’accès demandé", "Vyžádán odkaz k pozastavení pravidel přístupu"},
    {"POST /v1/access-rules/suspensions", "Suspended the access rules by a link", "Zugangsregeln per Link ausgesetzt", "Règles d’accès suspendues par un lien", "Pravidla přístupu pozastavena odkazem"},
    {"POST /v1/organization/profiles", "Submitted the organization’s profile", "Profil der Organisation eingereicht", "Profil de l’organisation soumis", "Profil organizace odeslán"},
    {"POST /v1/operator/registrations/{id}/approval", "Approved an organization’s profile", "Profil einer Organisation genehmigt", "Profil d’une organisation approuvé", "Profil organizace schválen"},
    {"POST /v1/operator/registrations/{id}/rejection", "Rejected an organization’s profile", "Profil einer Organisation abgelehnt", "Profil d’une organisation refusé", "Profil organizace zamítnut"},
    {"POST /v1/organization/seller-applications", "Applied to become a seller", "Als Anbieter beworben", "Candidature de vendeur envoyée", "Podána žádost prodejce"},
    {"POST /v1/organization/seller-applications/{id}/withdrawal", "Took back the seller application", "Anbieterbewerbung zurückgezogen", "Candidature de vendeur retirée", "Žádost prodejce stažena"},
    {"POST /v1/operator/seller-applications/{id}/approval", "Approved a seller application", "Anbieterbewerbung genehmigt", "Candidature de vendeur approuvée", "Žádost prodejce schválena"},
    {"POST /v1/operator/seller-applications/{id}/rejection", "Rejected a seller application", "Anbieterbewerbung abgelehnt", "Candidature de vendeur refusée", "Žádost prodejce zamítnuta"},

    // the directory
    {"POST /scim/v2/Users", "The directory made a user", "Verzeichnis hat einen Benutzer angelegt", "Utilisateur créé par l’annuaire", "Adresář založil uživatele"},
    {"PUT /scim/v2/Users/{id}", "The directory replaced a user", "Verzeichnis hat einen Benutzer ersetzt", "Utilisateur remplacé par l’annuaire", "Adresář nahradil uživatele"},
    {"PATCH /scim/v2/Users/{id}", "The directory changed a user", "Verzeichnis hat einen Benutzer geändert", "Utilisateur modifié par l’annuaire", "Adresář změnil uživatele"},
    {"DELETE /scim/v2/Users/{id}", "The directory removed a user", "Verzeichnis hat einen Benutzer entfernt", "Utilisateur retiré par l’annuaire", "Adresář odebral uživatele"},
    {"POST /scim/v2/Groups", "The directory made a group", "Verzeichnis hat eine Gruppe angelegt", "Groupe créé par l’annuaire", "Adresář založil skupinu"},
    {"PUT /scim/v2/Groups/{id}", "The directory replaced a group", "Verzeichnis hat eine Gruppe ersetzt", "Groupe remplacé par l’annuaire", "Adresář nahradil skupinu"},
    {"PATCH /scim/v2/Groups/{id}", "The directory changed a group", "Verzeichnis hat eine Gruppe geändert", "Groupe modifié par l’annuaire", "Adresář změnil skupinu"},
    {"DELETE /scim/v2/Groups/{id}", "The directory removed a group", "Verzeichnis hat eine Gruppe entfernt", "Groupe retiré par l’annuaire", "Adresář odebral skupinu"},
    {"PUT /v1/organization/directory/groups/{id}/roles", "Changed the roles of a group of the directory", "Rollen einer Gruppe des Verzeichnisses geändert", "Rôles d’un groupe de l’annuaire modifiés", "Role skupiny adresáře změněny"},

    // catalogue
    {"POST /v1/operator/categories", "Created a category", "Kategorie erstellt", "Catégorie créée", "Kategorie vytvořena"},
    {"PUT /v1/operator/categories/{id}", "Changed a category", "Kategorie geändert", "Catégorie modifiée", "Kategorie změněna"},
    {"DELETE /v1/operator/categories/{id}", "Removed a category", "Kategorie entfernt", "Catégorie supprimée", "Kategorie odstraněna"},
    {"POST /v1/operator/agreements", "Issued a version of the terms", "Fassung der Bedingungen herausgegeben", "Version des conditions publiée", "Vydána verze podmínek"},
    {"PUT /v1/seller", "Changed the seller’s public page", "Öffentliche Seite des Anbieters geändert", "Page publique du vendeur modifiée", "Veřejná stránka prodejce změněna"},
    {"POST /v1/markdown-previews", "Looked at a preview", "Vorschau angesehen", "Aperçu consulté", "Zobrazen náhled"},
    {"POST /v1/estimates", "Estimated a price", "Preis geschätzt", "Prix estimé", "Odhadnuta cena"},
    {"POST /v1/products/{product}/views", "Looked at a product", "Produkt angesehen", "Produit consulté", "Zobrazen produkt"},
    {"PUT /v1/offers", "Applied an offer file", "Angebotsdatei angewendet", "Fichier d’offre appliqué", "Použit soubor nabídky"},
    {"POST /v1/drafts", "Began a draft", "Entwurf begonnen", "Brouillon commencé", "Návrh založen"},
    {"PUT /v1/drafts/{id}", "Saved a draft", "Entwurf gespeichert", "Brouillon enregistré", "Návrh uložen"},
    {"DELETE /v1/drafts/{id}", "Discarded a draft", "Entwurf verworfen", "Brouillon abandonné", "Návrh zahozen"},
    {"POST /v1/drafts/{id}/files", "Uploaded a file to a draft", "Datei in einen Entwurf hochgeladen", "Fichier ajouté à un brouillon", "Soubor nahrán do návrhu"},
    {"PUT /v1/drafts/{id}/keys", "Stored the key of a model’s address", "Schlüssel einer Modelladresse hinterlegt", "Clé d’une adresse de modèle enregistrée", "Uložen klíč adresy modelu"},
    {"PUT /v1/drafts/{id}/offer", "Wrote an offer file into a draft", "Angebotsdatei in einen Entwurf übernommen", "Fichier d’offre repris dans un brouillon", "Soubor nabídky převzat do návrhu"},
    {"POST /v1/drafts/{id}/test", "Wrote a draft as a revision to test", "Entwurf als Revision zum Testen angelegt", "Révision de test créée d’un brouillon", "Z návrhu vytvořena revize k testu"},
    {"POST /v1/drafts/{id}/test-calls", "Had a model called as a test", "Modell testweise aufgerufen", "Modèle appelé à titre d’essai", "Model zkušebně volán"},
    {"POST /v1/drafts/{id}/submission", "Sent a draft to be reviewed", "Entwurf zur Prüfung eingereicht", "Brouillon soumis à l’examen", "Návrh odeslán k posouzení"},
    {"PATCH /v1/operator/products/{id}", "Changed what is recommended", "Empfehlung eines Produkts geändert", "Recommandation d’un produit modifiée", "Doporučení produktu změněno"},
    {"PATCH /v1/operator/revisions/{id}", "Moved the release of a revision", "Veröffentlichung einer Revision verschoben", "Publication d’une révision déplacée", "Vydání revize přesunuto"},
    {"POST /v1/operator/revisions/{id}/approval", "Approved a revision", "Revision genehmigt", "Révision approuvée", "Revize schválena"},
    {"POST /v1/operator/revisions/{id}/rejection", "Rejected a revision", "Revision abgelehnt", "Révision refusée", "Revize zamítnuta"},
    {"PUT /v1/operator/revisions/{id}/category", "Decided the category of a revision", "Kategorie einer Revision festgelegt", "Catégorie d’une révision décidée", "Rozhodnuta kategorie revize"},
    {"POST /v1/operator/revisions/{id}/verdict", "Had a revision checked", "Revision prüfen lassen", "Révision contrôlée", "Revize zkontrolována"},
    {"POST /v1/operator/revisions/{id}/withdrawal", "Withdrew a revision", "Revision zurückgezogen", "Révision retirée", "Revize stažena"},
    {"POST /v1/operator/revisions/{id}/restoration", "Went back to an earlier revision", "Frühere Revision wiederhergestellt", "Révision antérieure rétablie", "Obnovena dřívější revize"},
    {"POST /v1/seller/revisions/{id}/verdict", "Had a revision checked", "Revision prüfen lassen", "Révision contrôlée", "Revize zkontrolována"},
    {"POST /v1/seller/revisions/{id}/withdrawal", "Withdrew a revision", "Revision zurückgezogen", "Révision retirée", "Revize stažena"},
    {"POST /v1/seller/revisions/{id}/restoration", "Went back to an earlier revision", "Frühere Revision wiederhergestellt", "Révision antérieure rétablie", "Obnovena dřívější revize"},
    {"POST /v1/operator/products/{id}/publication", "Published a product", "Produkt veröffentlicht", "Produit publié", "Produkt zveřejněn"},
    {"POST /v1/operator/products/{id}/unpublication", "Unpublished a product", "Produkt aus dem Katalog genommen", "Produit retiré du catalogue", "Produkt stažen z katalogu"},
    {"POST /v1/operator/products/{id}/end-of-life", "Ended a product for good", "Produkt endgültig beendet", "Produit arrêté définitivement", "Produkt trvale ukončen"},
    {"POST /v1/seller/products/{id}/publication", "Published a product", "Produkt veröffentlicht", "Produit publié", "Produkt zveřejněn"},
    {"POST /v1/seller/products/{id}/unpublication", "Unpublished a product", "Produkt aus dem Katalog genommen", "Produit retiré du catalogue", "Produkt stažen z katalogu"},
    {"POST /v1/seller/products/{id}/end-of-life", "Ended a product for good", "Produkt endgültig beendet", "Produit arrêté définitivement", "Produkt trvale ukončen"},
    {"POST /v1/operator/revisions/{id}/chart/retry", "Had a chart fetched again", "Chart erneut abgerufen", "Chart récupéré de nouveau", "Chart znovu načten"},
    {"PUT /v1/operator/infrastructure-prices", "Set the prices of infrastructure", "Infrastrukturpreise festgelegt", "Prix de l’infrastructure fixés", "Stanoveny ceny infrastruktury"},
    {"POST /v1/operator/jobs/{id}/retry", "Let a dead job try anew", "Gescheiterten Auftrag neu gestartet", "Tâche échouée relancée", "Neúspěšná úloha spuštěna znovu"},
    {"PUT /v1/operator/templates/{kind}/{language}", "Changed the text of a mail", "Text einer E-Mail geändert", "Texte d’un e-mail modifié", "Text e-mailu změněn"},
    {"DELETE /v1/operator/templates/{kind}/{language}", "Went back to the built-in text of a mail", "Vorgegebenen Text einer E-Mail wiederhergestellt", "Texte d’origine d’un e-mail rétabli", "Obnoven původní text e-mailu"},
    {"POST /v1/operator/templates/{kind}/{language}/preview", "Looked at the preview of a mail", "Vorschau einer E-Mail angesehen", "Aperçu d’un e-mail consulté", "Zobrazen náhled e-mailu"},
    {"POST /v1/operator/templates/{kind}/{language}/test", "Sent a mail to oneself as a test", "Test-E-Mail an sich selbst gesendet", "E-mail d’essai envoyé à soi-même", "Odeslán zkušební e-mail"},

    // requests, quotes, orders
    {"POST /v1/requests", "Asked for a private offer", "Privates Angebot angefragt", "Offre privée demandée", "Vyžádána soukromá nabídka"},
    {"POST /v1/requests/{id}/withdrawal", "Took back a request", "Anfrage zurückgezogen", "Demande retirée", "Poptávka stažena"},
    {"POST /v1/requests/{id}/messages", "Wrote to the seller", "Nachricht an den Anbieter geschrieben", "Message écrit au vendeur", "Napsána zpráva prodejci"},
    {"PATCH /v1/leads/{id}", "Changed a lead", "Lead geändert", "Piste modifiée", "Zájemce změněn"},
    {"DELETE /v1/leads/{id}/assignment", "Made a lead nobody’s matter", "Zuständigkeit für einen Lead aufgehoben", "Responsable d’une piste retiré", "Zrušeno přiřazení zájemce"},
    {"POST /v1/leads/{id}/messages", "Wrote to the customer", "Nachricht an den Kunden geschrieben", "Message écrit au client", "Napsána zpráva zákazníkovi"},
    {"POST /v1/reply-templates", "Created a reply template", "Antwortvorlage erstellt", "Modèle de réponse créé", "Šablona odpovědi vytvořena"},
    {"PUT /v1/reply-templates/{id}", "Changed a reply template", "Antwortvorlage geändert", "Modèle de réponse modifié", "Šablona odpovědi změněna"},
    {"DELETE /v1/reply-templates/{id}", "Removed a reply template", "Antwortvorlage entfernt", "Modèle de réponse supprimé", "Šablona odpovědi odstraněna"},
    {"POST /v1/leads/{id}/quotes", "Began a quote", "Angebot begonnen", "Devis commencé", "Nabídka založena"},
    {"PUT /v1/quotes/{id}", "Changed a quote", "Angebot geändert", "Devis modifié", "Nabídka změněna"},
    {"PUT /v1/quotes/{id}/terms", "Attached terms to a quote", "Bedingungen an ein Angebot angehängt", "Conditions jointes à un devis", "K nabídce přiloženy podmínky"},
    {"POST /v1/quotes/{id}/sending", "Sent a quote", "Angebot gesendet", "Devis envoyé", "Nabídka odeslána"},
    {"POST /v1/quotes/{id}/withdrawal", "Withdrew a quote", "Angebot zurückgezogen", "Devis retiré", "Nabídka stažena"},
    {"POST /v1/quotes/{id}/delivery", "Said that a quote is delivered", "Angebot als geliefert gemeldet", "Devis déclaré livré", "Nabídka označena za dodanou"},
    {"POST /v1/quotes/{id}/acceptance", "Accepted a quote", "Angebot angenommen", "Devis accepté", "Nabídka přijata"},
    {"POST /v1/quotes/{id}/decline", "Declined a quote", "Angebot abgelehnt", "Devis refusé", "Nabídka odmítnuta"},
    {"POST /v1/quote-links/inspection", "Opened the link of a quote", "Link eines Angebots geöffnet", "Lien d’un devis ouvert", "Otevřen odkaz nabídky"},
    {"POST /v1/quote-links/documents", "Read a document of a quote by its link", "Dokument eines Angebots per Link gelesen", "Document d’un devis lu par son lien", "Dokument nabídky přečten odkazem"},
    {"POST /v1/quote-links/acceptance", "Accepted a quote by its link", "Angebot per Link angenommen", "Devis accepté par son lien", "Nabídka přijata odkazem"},
    {"POST /v1/quote-links/decline", "Declined a quote by its link", "Angebot per Link abgelehnt", "Devis refusé par son lien", "Nabídka odmítnuta odkazem"},
    {"POST /v1/orders", "Placed an order", "Bestellung aufgegeben", "Commande passée", "Objednávka zadána"},
    {"PATCH /v1/subscriptions/{id}", "Renamed a subscription", "Abonnement umbenannt", "Abonnement renommé", "Předplatné přejmenováno"},
    {"POST /v1/subscriptions/{id}/cancellation", "Cancelled a subscription", "Abonnement gekündigt", "Abonnement résilié", "Předplatné zrušeno"},
    {"POST /v1/subscriptions/{id}/keys", "Created an AI key", "KI-Schlüssel erstellt", "Clé d’IA créée", "Klíč AI vytvořen"},
    {"PUT /v1/subscriptions/{id}/keys/{key_id}", "Changed an AI key", "KI-Schlüssel geändert", "Clé d’IA modifiée", "Klíč AI změněn"},
    {"POST /v1/subscriptions/{id}/keys/{key_id}/rotation", "Gave an AI key a new secret", "KI-Schlüssel mit neuem Geheimnis versehen", "Secret d’une clé d’IA renouvelé", "Klíč AI dostal nové tajemství"},
    {"DELETE /v1/subscriptions/{id}/keys/{key_id}/former-secret", "Ended the former secret of an AI key", "Früheres Geheimnis eines KI-Schlüssels beendet", "Ancien secret d’une clé d’IA désactivé", "Dřívější tajemství klíče AI ukončeno"},
    {"POST /v1/subscriptions/{id}/keys/{key_id}/pause", "Paused an AI key", "KI-Schlüssel angehalten", "Clé d’IA mise en pause", "Klíč AI pozastaven"},
    {"POST /v1/subscriptions/{id}/keys/{key_id}/resumption", "Resumed an AI key", "KI-Schlüssel fortgesetzt", "Clé d’IA réactivée", "Klíč AI znovu spuštěn"},
    {"POST /v1/subscriptions/{id}/keys/{key_id}/revocation", "Revoked an AI key", "KI-Schlüssel widerrufen", "Clé d’IA révoquée", "Klíč AI zneplatněn"},

    // Kubernetes
    {"POST /v1/configurations", "Began a configuration", "Konfiguration begonnen", "Configuration commencée", "Konfigurace založena"},
    {"PATCH /v1/configurations/{id}", "Changed a configuration", "Konfiguration geändert", "Configuration modifiée", "Konfigurace změněna"},
    {"DELETE /v1/configurations/{id}", "Removed a configuration", "Konfiguration entfernt", "Configuration supprimée", "Konfigurace odstraněna"},
    {"PUT /v1/configurations/{id}/values", "Wrote the values of a configuration", "Werte einer Konfiguration geschrieben", "Valeurs d’une configuration écrites", "Zapsány hodnoty konfigurace"},
    {"POST /v1/configurations/{id}/preflight", "Checked a configuration against its cluster", "Konfiguration gegen den Cluster geprüft", "Configuration vérifiée sur son cluster", "Konfigurace ověřena proti clusteru"},
    {"POST /v1/configurations/{id}/test-deployment", "Deployed a test", "Test bereitgestellt", "Essai déployé", "Test nasazen"},
    {"POST /v1/seller/revisions/{id}/test-configurations", "Began to configure a test", "Konfiguration eines Tests begonnen", "Configuration d’un essai commencée", "Založena konfigurace testu"},
    {"POST /v1/workloads/{id}/upgrade", "Upgraded a workload", "Workload aktualisiert", "Charge de travail mise à niveau", "Workload aktualizován"},
    {"POST /v1/workloads/{id}/rollback", "Rolled a workload back", "Workload zurückgesetzt", "Charge de travail rétablie", "Workload vrácen zpět"},
    {"POST /v1/workloads/{id}/retry", "Tried again what failed in a workload", "Fehlgeschlagenes eines Workloads wiederholt", "Opération d’une charge de travail relancée", "Zopakována operace workloadu"},
    {"POST /v1/workloads/{id}/stop", "Stopped an operation of a workload", "Vorgang eines Workloads angehalten", "Opération d’une charge de travail arrêtée", "Operace workloadu zastavena"},
    {"POST /v1/workloads/{id}/licence", "Replaced the licence of a workload", "Lizenz eines Workloads ersetzt", "Licence d’une charge de travail remplacée", "Licence workloadu nahrazena"},
    {"POST /v1/workloads/{id}/removal", "Removed a workload", "Workload entfernt", "Charge de travail supprimée", "Workload odstraněn"},
    {"POST /v1/clusters", "Added a cluster", "Cluster hinzugefügt", "Cluster ajouté", "Cluster přidán"},
    {"POST /v1/clusters/{id}/check", "Had a cluster looked at", "Cluster prüfen lassen", "Cluster contrôlé", "Cluster zkontrolován"},
    {"POST /v1/clusters/{id}/namespaces", "Changed the namespaces of a cluster", "Namespaces eines Clusters geändert", "Espaces de noms d’un cluster modifiés", "Jmenné prostory clusteru změněny"},
    {"POST /v1/clusters/{id}/removal", "Removed a cluster", "Cluster entfernt", "Cluster supprimé", "Cluster odstraněn"},
    {"POST /v1/cloud-accounts", "Added a cloud account", "Cloud-Konto hinzugefügt", "Compte cloud ajouté", "Cloudový účet přidán"},
    {"POST /v1/cloud-accounts/{id}/check", "Had a cloud account looked at", "Cloud-Konto prüfen lassen", "Compte cloud contrôlé", "Cloudový účet zkontrolován"},
    {"POST /v1/cloud-accounts/{id}/credential", "Changed the credential of a cloud account", "Zugangsdaten eines Cloud-Kontos geändert", "Identifiants d’un compte cloud modifiés", "Přihlašovací údaje cloudového účtu změněny"},
    {"POST /v1/cloud-accounts/{id}/removal", "Removed a cloud account", "Cloud-Konto entfernt", "Compte cloud supprimé", "Cloudový účet odstraněn"},

    // webhooks
    {"POST /v1/webhooks", "Created a webhook", "Webhook erstellt", "Webhook créé", "Webhook vytvořen"},
    {"PATCH /v1/webhooks/{id}", "Changed a webhook", "Webhook geändert", "Webhook modifié", "Webhook změněn"},
    {"DELETE /v1/webhooks/{id}", "Removed a webhook", "Webhook entfernt", "Webhook supprimé", "Webhook odstraněn"},
    {"POST /v1/webhooks/{id}/secret", "Replaced the secret of a webhook", "Geheimnis eines Webhooks ersetzt", "Secret d’un webhook remplacé", "Tajemství webhooku nahrazeno"},
    {"POST /v1/webhooks/{id}/test", "Sent a test to a webhook", "Test an einen Webhook gesendet", "Essai envoyé à un webhook", "Webhooku odeslán test"},
    {"POST /v1/webhooks/{id}/replay", "Sent again what a webhook did not take", "Nicht Zugestelltes eines Webhooks erneut gesendet", "Livraisons échouées d’un webhook renvoyées", "Nedoručené zprávy webhooku odeslány znovu"},
    {"POST /v1/webhooks/{id}/deliveries/{delivery_id}/replay", "Sent an event to a webhook again", "Ereignis erneut an einen Webhook gesendet", "Événement renvoyé à un webhook", "Událost znovu odeslána webhooku"},
};
// clang-format on

static const ActionText *text_for(const char *action)
{
    for (size_t i = 0; i < COUNT_OF(texts); i++)
        if (text_same(texts[i].action, action))
            return &texts[i];
    return NULL;
}

bool audit_action_is_known(const char *action)
{
    const ActionText *text = text_for(action);
    return text && *text->en && *text->de && *text->fr && *text->cs;
}

const char *audit_action_text(const char *action, const char *language)
{
    const ActionText *text = text_for(action);
    if (!text)
        return action;
    if (text_same(language, "de"))
        return text->de;
    if (text_same(language, "fr"))
        return text->fr;
    return text_same(language, "cs") ? text->cs : text->en;
}
