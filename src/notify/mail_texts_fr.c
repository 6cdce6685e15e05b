#include "mail_texts.h"

// clang-format off
const MailTexts mail_texts_fr = {
    .language = "fr",
    .greeting = "Bonjour,",
    .refuse = "Ne plus recevoir ce genre de messages",
    .more = "et {count} de plus",
    .platform = "Ce message vient de la place de marché de {operator}, {public_url}. Questions : {support}",
    .of = {
        [MAIL_PASSWORD_SET] = {
            .subject = "Définissez votre mot de passe",
            .body = "votre compte sur notre place de marché est prêt. Définissez un mot de passe pour l'ouvrir ; le lien sert une seule fois, pendant {hours} heures.\n\n"
                    "Ensuite, vous pouvez demander un nouveau lien sur la même page.",
            .button = "Définir le mot de passe",
            .why = "Vous le recevez parce qu'un compte a été enregistré pour cette adresse. Si ce n'était pas vous, ne faites rien : sans mot de passe, personne ne peut l'utiliser.",
        },
        [MAIL_PASSWORD_RESET] = {
            .subject = "Réinitialisez votre mot de passe",
            .body = "voici le lien pour choisir un nouveau mot de passe. Il sert une seule fois, pendant {minutes} minutes. Votre mot de passe actuel reste valable jusque-là.",
            .button = "Choisir un nouveau mot de passe",
            .why = "Vous le recevez parce que quelqu'un l'a demandé avec cette adresse. Si ce n'était pas vous, ne faites rien.",
        },
        [MAIL_ACCOUNT_EXISTS] = {
            .subject = "Vous avez déjà un compte",
            .body = "quelqu'un a voulu s'enregistrer avec cette adresse, qui a déjà un compte. Connectez-vous avec celui-ci ; si vous avez oublié le mot de passe, la page de connexion vous envoie un lien pour en choisir un autre.",
            .button = "Se connecter",
            .why = "Vous le recevez parce que votre adresse a été saisie à l'enregistrement. Rien n'a été modifié.",
        },
        [MAIL_PASSWORD_CHANGED] = {
            .subject = "Votre mot de passe a été modifié",
            .body = "le mot de passe de votre compte a été modifié le {moment}. Les autres navigateurs ont été déconnectés. Vos jetons d'API encore valables : {tokens}. Clés d'accès et comptes liés qui l'ouvrent aussi : {others}.\n\n"
                    "Si ce n'était pas vous, réinitialisez le mot de passe maintenant, révoquez en même temps les jetons d'API, vérifiez vos clés d'accès et comptes liés, et prévenez-nous.",
            .button = "Réinitialiser le mot de passe",
            .why = "Vous le recevez parce qu'il concerne la sécurité de votre compte.",
        },
        [MAIL_SECOND_FACTOR_ADDED] = {
            .subject = "Un appareil a été ajouté à votre second facteur",
            .body = "l'appareil « {device} » a été ajouté à votre compte le {moment}. Ses codes sont demandés à la connexion.\n\n"
                    "Si ce n'était pas vous, réinitialisez maintenant votre mot de passe, retirez l'appareil et prévenez-nous.",
            .button = "Voir le compte",
            .why = "Vous le recevez parce qu'il concerne la sécurité de votre compte.",
        },
        [MAIL_SECOND_FACTOR_REMOVED] = {
            .subject = "Un appareil a été retiré de votre second facteur",
            .body = "l'appareil « {device} » a été retiré de votre compte le {moment}. Si c'était le dernier, le mot de passe seul ouvre désormais le compte.\n\n"
                    "Si ce n'était pas vous, réinitialisez maintenant votre mot de passe et prévenez-nous.",
            .button = "Voir le compte",
            .why = "Vous le recevez parce qu'il concerne la sécurité de votre compte.",
        },
        [MAIL_SECOND_FACTOR_RESET] = {
            .subject = "Votre second facteur a été réinitialisé",
            .body = "l'exploitant de la place de marché a retiré tous les appareils, clés d'accès et codes de récupération de votre compte. Motif indiqué : {reason}\n\n"
                    "Le mot de passe seul ouvre maintenant le compte. Ajoutez de nouveau un appareil. Si vous ne l'avez pas demandé, prévenez-nous aussitôt.",
            .button = "Voir le compte",
            .why = "Vous le recevez parce qu'il concerne la sécurité de votre compte.",
        },
        [MAIL_PASSKEY_ADDED] = {
            .subject = "Une clé d'accès a été ajoutée à votre compte",
            .body = "la clé d'accès « {device} » a été ajoutée à votre compte le {moment}. Elle vous connecte sans mot de passe et tient lieu de code.\n\n"
                    "Si ce n'était pas vous, réinitialisez maintenant votre mot de passe, retirez la clé d'accès et prévenez-nous.",
            .button = "Voir le compte",
            .why = "Vous le recevez parce qu'il concerne la sécurité de votre compte.",
        },
        [MAIL_PASSKEY_REMOVED] = {
            .subject = "Une clé d'accès a été retirée de votre compte",
            .body = "la clé d'accès « {device} » a été retirée de votre compte le {moment}. Si c'était votre dernier second facteur, le mot de passe seul ouvre désormais le compte.\n\n"
                    "Si ce n'était pas vous, réinitialisez maintenant votre mot de passe et prévenez-nous.",
            .button = "Voir le compte",
            .why = "Vous le recevez parce qu'il concerne la sécurité de votre compte.",
        },
        [MAIL_PASSKEY_REFUSED] = {
            .subject = "Une clé d'accès a été refusée",
            .body = "le {moment}, quelqu'un a utilisé la clé d'accès « {device} » de votre compte d'une façon qui laisse supposer une copie. Elle a été refusée.\n\n"
                    "Retirez la clé d'accès et ajoutez-en une nouvelle. Si ce n'était pas vous, prévenez-nous.",
            .button = "Voir le compte",
            .why = "Vous le recevez parce qu'il concerne la sécurité de votre compte.",
        },
        [MAIL_ACCOUNT_LINKED] = {
            .subject = "Votre compte a été lié à {provider}",
            .body = "votre compte a été lié à {provider} le {moment} : qui se connecte là-bas peut se connecter à votre compte.\n\n"
                    "Si ce n'était pas vous, déliez-le maintenant, réinitialisez votre mot de passe et prévenez-nous.",
            .button = "Voir le compte",
            .why = "Vous le recevez parce qu'il concerne la sécurité de votre compte.",
        },
        [MAIL_ACCOUNT_UNLINKED] = {
            .subject = "Votre compte a été délié de {provider}",
            .body = "votre compte a été délié de {provider} le {moment}. Vous ne vous connectez plus par lui.\n\n"
                    "Si ce n'était pas vous, réinitialisez maintenant votre mot de passe et prévenez-nous.",
            .button = "Voir le compte",
            .why = "Vous le recevez parce qu'il concerne la sécurité de votre compte.",
        },
        [MAIL_CLOUD_PASSWORD_CHANGED] = {
            .subject = "Votre mot de passe chez {provider} a été modifié",
            .body = "votre mot de passe chez {provider} a été modifié via cette place de marché le {moment} ; vous avez été déconnecté partout ailleurs.\n\n"
                    "Si ce n'était pas vous, définissez maintenant un nouveau mot de passe dans le cloud et prévenez-nous.",
            .button = "Voir le compte",
            .why = "Vous le recevez parce qu'il concerne la sécurité de votre compte.",
        },
        [MAIL_RECOVERY_CODE_USED] = {
            .subject = "Un code de récupération a été utilisé",
            .body = "un code de récupération de votre compte a été utilisé le {moment}. Il en reste : {unused}.\n\n"
                    "Si ce n'était pas vous, réinitialisez maintenant votre mot de passe, faites émettre de nouveaux codes et prévenez-nous.",
            .button = "Voir le compte",
            .why = "Vous le recevez parce qu'il concerne la sécurité de votre compte.",
        },
        [MAIL_RECOVERY_CODES_ISSUED] = {
            .subject = "De nouveaux codes de récupération ont été émis",
            .body = "de nouveaux codes de récupération ont été émis pour votre compte le {moment} ; les précédents ne sont plus valables.\n\n"
                    "Si ce n'était pas vous, réinitialisez maintenant votre mot de passe et prévenez-nous.",
            .button = "Voir le compte",
            .why = "Vous le recevez parce qu'il concerne la sécurité de votre compte.",
        },
        [MAIL_CLOUD_EMAIL] = {
            .subject = "Votre code : {code}",
            .body = "votre code pour vous connecter avec votre compte cloud est {code}. Saisissez-le sur la page qui l’a demandé. Il est valable dix minutes, et seulement dans le navigateur qui l’a demandé.\n\n"
                    "Si la page indique qu’un compte existe déjà pour cette adresse, connectez-vous à ce compte avec votre mot de passe et associez-y le compte cloud.",
            .button = "Ouvrir la place de marché",
            .why = "Vous recevez ce message parce que quelqu’un s’est connecté avec un compte cloud et a donné cette adresse. Si ce n’était pas vous, ne faites rien.",
        },
        [MAIL_ROLES_CHANGED] = {
            .subject = "Vos rôles chez {organization} ont changé",
            .body = "{person} a modifié vos rôles chez {organization}. Vous avez désormais : {roles}\n\nCela vaut tout de suite, aussi dans les navigateurs connectés et pour vos jetons d’API.",
            .button = "Aller à l’organisation",
            .why = "Vous recevez ce message parce qu’il concerne ce que votre compte peut faire.",
        },
        [MAIL_ROLE_ENDING] = {
            .subject = "Le rôle {role} de {person} prend fin le {until}",
            .body = "le rôle {role} de {person} chez {organization} prend fin le {until}. Un propriétaire ou un administrateur peut en repousser la fin.",
            .button = "Voir les membres",
            .why = "Vous recevez ce message parce que ce rôle est le vôtre ou que vous êtes propriétaire de l’organisation.",
        },
        [MAIL_ROLE_ENDED] = {
            .subject = "Le rôle {role} de {person} a pris fin",
            .body = "le rôle {role} de {person} chez {organization} a pris fin le {until}. Ce qui l’exige, y compris les jetons d’API, ne fonctionne plus pour {person} ; rien d’autre n’a changé.",
            .button = "Voir les membres",
            .why = "Vous recevez ce message parce que ce rôle était le vôtre ou que vous êtes propriétaire de l’organisation.",
        },
        [MAIL_TOKEN_ENDING] = {
            .subject = "Le jeton d’API {token} expire le {until}",
            .body = "le jeton d’API {token} pour {organization} expire le {until} ; les programmes qui l’utilisent seront alors refusés.\n\nCréez-en un nouveau, donnez-le aux programmes et révoquez celui-ci.",
            .button = "Voir les jetons",
            .why = "Vous recevez ce message parce que ce jeton est le vôtre ou que vous êtes propriétaire de l’organisation.",
        },
        [MAIL_OWNERSHIP_REQUESTED] = {
            .subject = "{person} vous demande de devenir propriétaire de {organization}",
            .body = "{person} vous demande de devenir propriétaire de {organization}. Les propriétaires peuvent tout y faire et gèrent les membres. Vous pouvez accepter ou refuser jusqu’au {until} ; si vous ne faites rien, rien ne change.",
            .button = "Décider",
            .why = "Vous recevez ce message parce que cette demande vous est adressée. Vous seul pouvez accepter.",
        },
        [MAIL_ACCESS_SUSPENSION] = {
            .subject = "{person} est exclu de {organization} par ses règles d’accès",
            .body = "{person} ne peut pas agir pour {organization} depuis son adresse réseau actuelle, car les règles d’accès de {organization} la refusent, et demande de les suspendre.\n\nLe lien suspend les règles pour une heure : le temps de les corriger. Il est valable une heure. Si vous n’êtes pas au courant, ne faites rien et demandez à {person}.",
            .button = "Suspendre les règles d’accès",
            .why = "Vous recevez ce message car vous êtes propriétaire de l’organisation.",
        },
        [MAIL_BREAK_GLASS] = {
            .subject = "{person} agit pour {organization} malgré ses méthodes de connexion",
            .body = "{person}, propriétaire, s’est connecté le {moment} par une méthode que {organization} n’autorise pas, et agit pour l’organisation dans cette session : les propriétaires le peuvent, afin que personne ne soit exclu définitivement.\n\nSi vous n’en savez rien, demandez à {person}. Si ce n’était pas {person}, retirez cette personne de {organization} et consultez le journal d’audit.",
            .button = "Voir le journal d’audit",
            .why = "Vous recevez ce message car vous êtes propriétaire de l’organisation.",
        },
        [MAIL_OWNERSHIP_ACCEPTED] = {
            .subject = "{person} est maintenant propriétaire de {organization}",
            .body = "{person} a accepté d’être propriétaire de {organization}.",
            .button = "Voir les membres",
            .why = "Vous recevez ce message parce que vous êtes propriétaire de l’organisation ou avez fait la demande.",
        },
        [MAIL_OWNERSHIP_DECLINED] = {
            .subject = "{person} ne souhaite pas devenir propriétaire de {organization}",
            .body = "{person} a refusé de devenir propriétaire de {organization}. Vous le restez ; rien n’a changé.",
            .button = "Voir les membres",
            .why = "Vous recevez ce message parce que vous avez fait la demande.",
        },
        [MAIL_OWNERSHIP_ANNOUNCED] = {
            .subject = "{person} doit devenir propriétaire de {organization} à la place de {former}",
            .body = "l’opérateur de la place de marché a été prié de remplacer un propriétaire perdu de {organization}. À partir du {until}, {person} est propriétaire et {former} ne l’est plus. La raison de l’opérateur :\n\n{reason}\n\nSi ce n’est pas juste, faites opposition avant cette date sur la page des membres : alors rien ne change.",
            .button = "Voir les membres",
            .why = "Vous recevez ce message parce que vous êtes propriétaire de l’organisation ou devez le devenir.",
        },
        [MAIL_OWNERSHIP_COMPLETED] = {
            .subject = "{person} est propriétaire de {organization} à la place de {former}",
            .body = "comme l’opérateur de la place de marché l’avait annoncé, {person} est maintenant propriétaire de {organization} et {former} ne l’est plus.",
            .button = "Voir les membres",
            .why = "Vous recevez ce message parce que vous êtes ou étiez propriétaire de l’organisation.",
        },
        [MAIL_OWNERSHIP_STOPPED] = {
            .subject = "{person} ne devient pas propriétaire de {organization}",
            .body = "l’opérateur de la place de marché avait annoncé que {person} deviendrait propriétaire de {organization}. Quelqu’un y a fait opposition, ou l’annonce a été retirée. Rien n’a changé.",
            .button = "Voir les membres",
            .why = "Vous recevez ce message parce que vous aviez reçu l’annonce ou décidez pour la place de marché.",
        },
        [MAIL_ROLE_REQUESTED] = {
            .subject = "{person} demande le rôle {role} chez {organization}",
            .body = "{person} demande le rôle {role} chez {organization} :\n\n{reason}\n\nAccordez-le ou refusez-le sur la page des membres jusqu’au {until} ; si vous ne faites rien, rien ne change.",
            .button = "Décider",
            .why = "Vous recevez ce message parce que vous gérez les membres de l’organisation.",
        },
        [MAIL_ROLE_REQUEST_DECLINED] = {
            .subject = "Vous n’obtenez pas le rôle {role} chez {organization}",
            .body = "{person} a refusé de vous donner le rôle {role} chez {organization} :\n\n{reason}\n\nVos autres rôles restent inchangés.",
            .button = "Aller à l’organisation",
            .why = "Vous recevez ce message parce que vous avez demandé ce rôle.",
        },
        [MAIL_DELEGATION_OFFERED] = {
            .subject = "{organization} demande à {partner} d’agir pour elle",
            .body = "{organization} propose à {partner} d’agir pour elle sur la place de marché jusqu’au {until}. Rien ne change avant qu’un propriétaire ou administrateur de {partner} accepte sur la page Clients.",
            .button = "Voir la proposition",
            .why = "Vous recevez ce message parce que vous gérez les membres de votre organisation.",
        },
        [MAIL_DELEGATION_REVOKED] = {
            .subject = "{partner} n’agit pas pour {organization}",
            .body = "{organization} a retiré la délégation : {partner} n’agit pas pour elle. Les personnes de {partner} n’y ont pas accès.",
            .button = "Voir les clients",
            .why = "Vous recevez ce message parce que vous gérez les membres de votre organisation.",
        },
        [MAIL_DELEGATION_ACCEPTED] = {
            .subject = "{partner} agit pour {organization}",
            .body = "{partner} a accepté : ses personnes agissent pour {organization} jusqu’au {until}, avec les rôles que vous avez donnés. Le journal d’audit dit ce qu’elles font. Vous pouvez révoquer cela à tout moment sur la page Accès.",
            .button = "Voir les accès",
            .why = "Vous recevez ce message parce que vous êtes propriétaire de l’organisation.",
        },
        [MAIL_DELEGATION_DECLINED] = {
            .subject = "{partner} ne souhaite pas agir pour {organization}",
            .body = "{partner} a refusé d’agir pour {organization}. Rien n’a changé.",
            .button = "Voir les accès",
            .why = "Vous recevez ce message parce que vous êtes propriétaire de l’organisation.",
        },
        [MAIL_DELEGATION_GIVEN_UP] = {
            .subject = "{partner} a renoncé à agir pour {organization}",
            .body = "{partner} n’agit plus pour {organization}. Ses personnes n’ont plus accès à votre organisation.",
            .button = "Voir les accès",
            .why = "Vous recevez ce message parce que vous êtes propriétaire de l’organisation.",
        },
        [MAIL_ACCESS_RULES_CHANGED] = {
            .subject = "Les règles d’accès de {organization} ont changé",
            .body = "{person} a changé les règles d’accès de {organization} le {moment} : depuis quelles adresses réseau les personnes et les jetons d’API peuvent agir pour elle. Elles valent aussitôt. Si vous ne vous y attendiez pas, regardez-les.",
            .button = "Voir les règles d’accès",
            .why = "Vous recevez ce message car vous êtes propriétaire de l’organisation.",
        },
        [MAIL_ACCESS_RULES_SUSPENDED] = {
            .subject = "Les règles d’accès de {organization} sont suspendues",
            .body = "{person} a suspendu les règles d’accès de {organization} par le lien d’un message. Jusqu’au {until}, on peut agir pour elle depuis toute adresse réseau ; ensuite les règles valent à nouveau.",
            .button = "Voir les règles d’accès",
            .why = "Vous recevez ce message car vous êtes propriétaire de l’organisation.",
        },
        [MAIL_INVITATION] = {
            .subject = "{person} vous invite chez {organization}",
            .body = "{person} vous invite à rejoindre {organization} sur notre place de marché. Vos rôles y seront : {roles}\n\nVous pouvez accepter jusqu’au {until}. Si vous n’avez pas encore de compte, vous en créez un sur la même page.",
            .button = "Voir l’invitation",
            .why = "Vous recevez ce message parce que votre adresse a été saisie dans l’organisation. Si vous ne savez pas de quoi il s’agit, ne faites rien : rien ne se passe sans vous.",
        },
        [MAIL_INVITATION_ACCEPTED] = {
            .subject = "{person} a rejoint {organization}",
            .body = "{person} ({email}) a accepté l’invitation et est désormais membre de {organization}.",
            .button = "Voir les membres",
            .why = "Vous recevez ce message parce que vous avez envoyé l’invitation ou êtes propriétaire de l’organisation.",
        },
        [MAIL_INVITATION_RENEWAL_REQUESTED] = {
            .subject = "{email} demande une nouvelle invitation chez {organization}",
            .body = "l’invitation de {email} chez {organization} a expiré, et la personne en demande une nouvelle. Renouvelez-la sur la page des membres si vous souhaitez toujours l’accueillir.",
            .button = "Voir les membres",
            .why = "Vous recevez ce message parce que vous avez envoyé l’invitation ou êtes propriétaire de l’organisation.",
        },
        [MAIL_MEMBERSHIP_VOUCHED] = {
            .subject = "{person} est un nouveau membre de {organization}",
            .body = "{person} ({email}) s’est connecté avec « {provider} » et est maintenant membre de {organization}.\n\nSi {person} n’en fait pas partie, retirez cette personne : {provider} ne la fera alors pas revenir.",
            .button = "Voir les membres",
            .why = "Vous recevez ce message car vous êtes propriétaire de l’organisation.",
        },
        [MAIL_MEMBERSHIP_REMOVED] = {
            .subject = "Vous n’êtes plus membre de {organization}",
            .body = "{person} vous a retiré de {organization} le {moment}. Vos rôles y ont pris fin et vos jetons d’API pour elle ont été révoqués. Votre compte et vos autres organisations restent inchangés.",
            .button = "Ouvrir la place de marché",
            .why = "Vous recevez ce message parce qu’il concerne ce que votre compte peut faire.",
        },
        [MAIL_ACCOUNT_CLOSED] = {
            .subject = "Vous n’êtes plus membre de {organization}",
            .body = "{person} vous a retiré de {organization} le {moment}. C’était votre dernière organisation sur notre place de marché : votre compte est donc fermé et personne ne peut plus s’y connecter. Si quelqu’un vous invite à nouveau, vous le rouvrirez avec un nouveau mot de passe.",
            .button = "Ouvrir la place de marché",
            .why = "Vous recevez ce message parce qu’il concerne votre compte.",
        },
        [MAIL_PROFILE_SUBMITTED] = {
            .subject = "Un enregistrement attend votre décision : {organization}",
            .body = "{person} a soumis le profil de {company} ({organization}).\n\nVeuillez l'approuver, ou le refuser en indiquant le motif.",
            .button = "Voir l'enregistrement",
            .why = "Vous le recevez parce que vous décidez des enregistrements.",
        },
        [MAIL_PROFILE_APPROVED] = {
            .subject = "Le profil de votre organisation a été approuvé",
            .body = "le profil de {company} a été approuvé. Les membres ayant le rôle achats peuvent désormais commander et s'abonner.",
            .button = "Aller à la place de marché",
            .why = "Vous le recevez parce que vous êtes propriétaire de l'organisation ou avez soumis son profil.",
        },
        [MAIL_PROFILE_REJECTED] = {
            .subject = "Le profil de votre organisation doit être modifié",
            .body = "le profil de {company} n'a pas été approuvé. Le motif :\n\n{reason}\n\nVous pouvez le modifier et le soumettre à nouveau à tout moment.",
            .button = "Modifier le profil",
            .why = "Vous le recevez parce que vous êtes propriétaire de l'organisation ou avez soumis son profil.",
        },
        [MAIL_SELLER_APPLICATION_SUBMITTED] = {
            .subject = "Une entreprise souhaite vendre ici : {seller}",
            .body = "{person} ({organization}) demande à vendre sous le nom {seller}.\n\nVeuillez approuver la demande, ou la refuser en indiquant le motif.",
            .button = "Voir la demande",
            .why = "Vous le recevez parce que vous décidez qui vend ici.",
        },
        [MAIL_SELLER_APPLICATION_APPROVED] = {
            .subject = "Vous pouvez désormais vendre : {seller}",
            .body = "votre demande a été approuvée : {organization} vend désormais sous le nom {seller}. Décrivez d'abord votre entreprise sur sa page publique ; les produits viennent ensuite.",
            .button = "Modifier la page publique",
            .why = "Vous le recevez parce que vous êtes propriétaire de l'organisation ou avez envoyé la demande.",
        },
        [MAIL_SELLER_APPLICATION_REJECTED] = {
            .subject = "Votre demande de vendeur doit être modifiée",
            .body = "la demande de vendre sous le nom {seller} n'a pas été approuvée. Le motif :\n\n{reason}\n\nVous pouvez la corriger et l'envoyer à nouveau à tout moment.",
            .button = "Corriger la demande",
            .why = "Vous le recevez parce que vous êtes propriétaire de l'organisation ou avez envoyé la demande.",
        },
        [MAIL_REVISION_SUBMITTED] = {
            .subject = "Une révision à examiner : {product}",
            .body = "{seller} a soumis la révision {number} de {product}, version {version}. Kontor la contrôle ; ensuite elle attend votre décision.",
            .button = "L’examiner",
            .why = "Vous recevez ce message parce que vous décidez de ce qui est vendu ici.",
        },
        [MAIL_REVISION_APPROVED] = {
            .subject = "Approuvée : révision {number} de {product}",
            .body = "la révision {number} de {product}, version {version}, a été approuvée. Sa page dit depuis quand elle est active, ou quand elle le sera.",
            .button = "Ouvrir la révision",
            .why = "Vous recevez ce message parce que vous vous occupez des produits de votre organisation.",
        },
        [MAIL_REVISION_REJECTED] = {
            .subject = "La révision {number} de {product} demande une modification",
            .body = "la révision {number} de {product}, version {version}, n’a pas été approuvée. Le motif :\n\n{reason}\n\n{reasons}\n\nVous pouvez la corriger et la soumettre à nouveau à tout moment.",
            .button = "Voir les motifs",
            .why = "Vous recevez ce message parce que vous vous occupez des produits de votre organisation.",
        },
        [MAIL_REVISION_WITHDRAWN] = {
            .subject = "La révision {number} de {product} a été retirée",
            .body = "l’opérateur a retiré la révision {number} de {product}, version {version} ; elle redevient un brouillon et ne devient pas active. Le motif :\n\n{reason}",
            .button = "Ouvrir la révision",
            .why = "Vous recevez ce message parce que vous vous occupez des produits de votre organisation.",
        },
        [MAIL_REVISION_RESTORED] = {
            .subject = "{product} est revenu à la révision {number}",
            .body = "l’opérateur est revenu à la révision {number} de {product}, version {version} : les nouvelles commandes la reçoivent. Ce qui est souscrit garde sa révision. Le motif :\n\n{reason}",
            .button = "Ouvrir la révision",
            .why = "Vous recevez ce message parce que vous vous occupez des produits de votre organisation.",
        },
        [MAIL_ORDER_COMPLETED] = {
            .subject = "Votre commande est exécutée : {product}",
            .body = "{product}, formule {plan}, est prêt à l'emploi.",
            .button = "Ouvrir l'abonnement",
            .why = "Vous le recevez parce que vous avez passé la commande ou êtes propriétaire de l'organisation.",
        },
        [MAIL_SUBSCRIPTION_CANCELLED] = {
            .subject = "Un abonnement a été résilié : {subscription}",
            .body = "l'abonnement {subscription} de {organization} a été résilié. Ses clés ne fonctionnent plus ; ses documents et sa consommation restent lisibles.",
            .button = "Ouvrir l'abonnement",
            .why = "Vous le recevez parce que vous l'avez résilié ou êtes propriétaire de l'organisation.",
        },
        [MAIL_DEPLOYMENT_FAILED] = {
            .subject = "Un déploiement a échoué : {workload}",
            .body = "{workload} n'a pas pu être déployé dans l'espace de noms {namespace} du cluster {cluster}. La raison :\n\n{cause}\n\nUne fois le problème réglé, réessayez sur la page de la charge de travail, ou supprimez-la à cet endroit.",
            .button = "Ouvrir la charge de travail",
            .why = "Vous le recevez parce que vous avez demandé ce déploiement.",
        },
        [MAIL_WORKLOAD_DEGRADED] = {
            .subject = "Une charge de travail ne fonctionne pas comme prévu : {workload}",
            .body = "{workload} était prêt dans l'espace de noms {namespace} du cluster {cluster} et ne fonctionne plus correctement. Ce qui a été constaté :\n\n{cause}",
            .button = "Ouvrir la charge de travail",
            .why = "Vous le recevez parce que vous l'avez déployée.",
        },
        [MAIL_REQUEST_PLACED] = {
            .subject = "Votre demande {reference} : {product}",
            .body = "votre demande {reference} pour {product}, formule {plan}, est arrivée chez {seller}.\n\nLe vendeur la lit et répond sur la page de la demande ; un message vous en avertit. Vous pouvez y écrire au vendeur ou retirer la demande.",
            .button = "Ouvrir la demande",
            .why = "Vous le recevez parce que vous avez demandé cette offre ou êtes propriétaire de l'organisation.",
        },
        [MAIL_REQUEST_SEEN] = {
            .subject = "{seller} a ouvert votre demande {reference}",
            .body = "{seller} a ouvert votre demande pour {product}, formule {plan}. La réponse vous parvient par e-mail et figure sur la page de la demande.",
            .button = "Ouvrir la demande",
            .why = "Vous le recevez parce que vous avez demandé cette offre ou êtes propriétaire de l'organisation.",
        },
        [MAIL_REQUEST_MESSAGE] = {
            .subject = "{seller} a écrit au sujet de votre demande {reference}",
            .body = "{author}, de {seller}, a écrit au sujet de votre demande pour {product}, formule {plan} :\n\n{text}\n\nRépondez sur la page de la demande, et non à ce message.",
            .button = "Ouvrir la demande",
            .why = "Vous le recevez parce que vous avez demandé cette offre ou êtes propriétaire de l'organisation.",
        },
        [MAIL_REQUEST_WON] = {
            .subject = "Votre demande {reference} est close : vous êtes d'accord",
            .body = "{seller} a clos votre demande pour {product}, formule {plan} : vous êtes parvenus à un accord. La conversation reste lisible.",
            .button = "Ouvrir la demande",
            .why = "Vous le recevez parce que vous avez demandé cette offre ou êtes propriétaire de l'organisation.",
        },
        [MAIL_REQUEST_LOST] = {
            .subject = "Votre demande {reference} est close sans accord",
            .body = "{seller} a clos votre demande pour {product}, formule {plan} : vous n'êtes pas parvenus à un accord. La conversation reste lisible, et vous pouvez redemander une offre à tout moment.",
            .button = "Ouvrir la demande",
            .why = "Vous le recevez parce que vous avez demandé cette offre ou êtes propriétaire de l'organisation.",
        },
        [MAIL_REQUEST_WITHDRAWN] = {
            .subject = "Votre demande {reference} a été retirée",
            .body = "la demande pour {product}, formule {plan}, a été retirée ; {seller} en est averti. Ce qui a été écrit reste lisible.",
            .button = "Ouvrir la demande",
            .why = "Vous le recevez parce que vous avez demandé cette offre ou êtes propriétaire de l'organisation.",
        },
        [MAIL_LEAD_PLACED] = {
            .subject = "Nouveau prospect {reference} : {product}",
            .body = "{person}, de {organization}, demande une offre pour {product}, formule {plan}. Les réponses à vos questions et le commentaire figurent sur la page du prospect.",
            .button = "Ouvrir le prospect",
            .why = "Vous le recevez parce que vous êtes le contact du vendeur ou que ce prospect vous est confié.",
        },
        [MAIL_LEAD_MESSAGE] = {
            .subject = "{organization} a écrit au sujet du prospect {reference}",
            .body = "{author}, de {organization}, a écrit au sujet de {product}, formule {plan} :\n\n{text}\n\nRépondez sur la page du prospect, et non à ce message.",
            .button = "Ouvrir le prospect",
            .why = "Vous le recevez parce que vous êtes le contact du vendeur ou que ce prospect vous est confié.",
        },
        [MAIL_LEAD_WITHDRAWN] = {
            .subject = "{organization} a retiré le prospect {reference}",
            .body = "{organization} a retiré la demande pour {product}, formule {plan}. Ce qui a été écrit reste lisible.",
            .button = "Ouvrir le prospect",
            .why = "Vous le recevez parce que vous êtes le contact du vendeur ou que ce prospect vous est confié.",
        },
        [MAIL_LEAD_ASSIGNED] = {
            .subject = "Le prospect {reference} vous est confié : {product}",
            .body = "le prospect de {organization} pour {product}, formule {plan}, vous est désormais confié.",
            .button = "Ouvrir le prospect",
            .why = "Vous le recevez parce qu'un collègue vous a confié ce prospect.",
        },
        [MAIL_QUOTE_SENT] = {
            .subject = "Votre devis {reference} de {seller}",
            .body = "{seller} vous a fait une offre pour {product}, formule {plan}. Vous pouvez l’accepter ou la refuser jusqu’au {until}.\n\nLe lien montre le devis ; rien ne se passe tant que vous ne le confirmez pas sur la page. Il n’est destiné qu’à vous : qui accepte par ce lien le fait en votre nom.",
            .button = "Voir le devis",
            .why = "Vous le recevez parce que vous avez demandé cette offre ou que l’organisation vous appartient.",
        },
        [MAIL_QUOTE_EXPIRING] = {
            .subject = "Votre devis {reference} expire bientôt",
            .body = "vous pouvez accepter le devis de {seller} pour {product}, formule {plan}, jusqu’au {until}.\n\nLe lien montre le devis ; rien ne se passe tant que vous ne le confirmez pas sur la page. Il n’est destiné qu’à vous.",
            .button = "Voir le devis",
            .why = "Vous le recevez parce que vous avez demandé cette offre ou que l’organisation vous appartient.",
        },
        [MAIL_QUOTE_EXPIRED] = {
            .subject = "Votre devis {reference} a expiré",
            .body = "le devis de {seller} pour {product}, formule {plan}, était valable jusqu’au {until}. Vous pouvez en demander un nouveau dans la conversation.",
            .button = "Ouvrir le devis",
            .why = "Vous le recevez parce que vous avez demandé cette offre ou que l’organisation vous appartient.",
        },
        [MAIL_QUOTE_WITHDRAWN] = {
            .subject = "Le devis {reference} a été retiré",
            .body = "{seller} a retiré le devis pour {product}, formule {plan}. Le motif donné : {reason}",
            .button = "Ouvrir le devis",
            .why = "Vous le recevez parce que vous avez demandé cette offre ou que l’organisation vous appartient.",
        },
        [MAIL_QUOTE_CONFIRMED] = {
            .subject = "Vous avez accepté le devis {reference}",
            .body = "{person} a accepté le devis de {seller} pour {product}, formule {plan}, au nom de {organization}. Tout ce qui a été convenu reste lisible avec le devis.",
            .button = "Ouvrir le devis",
            .why = "Vous le recevez parce que vous avez demandé cette offre ou que l’organisation vous appartient.",
        },
        [MAIL_QUOTE_ACCEPTED] = {
            .subject = "{organization} a accepté le devis {reference}",
            .body = "{person} a accepté votre devis pour {product}, formule {plan}, au nom de {organization}. Une commande et un abonnement ont été créés. Si vous deviez livrer d’abord, dites-le sur la page du devis une fois que c’est fait.",
            .button = "Ouvrir le devis",
            .why = "Vous le recevez parce que votre organisation a fait ce devis.",
        },
        [MAIL_QUOTE_DECLINED] = {
            .subject = "{organization} a refusé le devis {reference}",
            .body = "{person} a refusé votre devis pour {product}, formule {plan}. Le motif donné : {reason}\n\nVous pouvez en envoyer un autre.",
            .button = "Ouvrir le devis",
            .why = "Vous le recevez parce que votre organisation a fait ce devis.",
        },
        [MAIL_QUOTE_LAPSED] = {
            .subject = "Personne n’a décidé du devis {reference}",
            .body = "votre devis pour {product}, formule {plan}, à {organization} était valable jusqu’au {until} et a expiré. Vous pouvez en envoyer un autre.",
            .button = "Ouvrir le devis",
            .why = "Vous le recevez parce que votre organisation a fait ce devis.",
        },
        [MAIL_WEBHOOK_PAUSED] = {
            .subject = "Le webhook {webhook} est en pause",
            .body = "des événements de {organization} n'atteignent plus le webhook {webhook} depuis des jours, ou son adresse a répondu qu'elle n'existe plus. Il est en pause : plus rien ne lui est envoyé.\n\n"
                    "Regardez ses dernières réponses, corrigez l'erreur et réactivez-le. Ce qui a été abandonné peut alors être envoyé de nouveau.",
            .button = "Voir le webhook",
            .why = "Vous le recevez parce que vous êtes propriétaire de l'organisation.",
        },
        [MAIL_CLOUD_LINK_LOST] = {
            .subject = "Le cloud lié {cloud} ne laisse plus entrer la place de marché",
            .body = "le cloud {cloud}, lié à {organization}, ne laisse plus entrer la place de marché : quelqu’un y a peut-être retiré l’accord. Ce que la place de marché y a créé reste tel quel ; les arrivées et départs chez {organization} n’y sont plus suivis.\n\n"
                    "Pour le lier à nouveau, envoyez un nouveau lien d’accord à la personne qui administre le cloud. Si cela doit rester ainsi, supprimez la liaison.",
            .button = "Voir le cloud lié",
            .why = "Vous le recevez parce que vous êtes propriétaire de l'organisation.",
        },
        [MAIL_CLOUD_LINK_DRIFTED] = {
            .subject = "Quelque chose diffère dans le cloud lié {cloud}",
            .body = "dans le cloud {cloud}, lié à {organization}, quelque chose n’est pas tel que la place de marché l’a créé : quelqu’un a modifié ou supprimé un utilisateur, le groupe ou un rôle, ou la création a échoué.\n\n"
                    "Regardez ce qui diffère, et réparez-le si personne n’avait de raison de le faire.",
            .button = "Voir les différences",
            .why = "Vous le recevez parce que vous êtes propriétaire de l'organisation.",
        },
        [MAIL_PRODUCT_UNPUBLISHED] = {
            .subject = "{product} n'est plus proposé pour le moment",
            .body = "{seller} ne propose pour le moment {product} à aucun nouveau client. Votre abonnement {subscription} continue sans changement, avec son assistance. Le motif :\n\n"
                    "{reason}\n\n"
                    "Retour prévu : {expected_return}",
            .button = "Ouvrir l'abonnement",
            .why = "Vous le recevez parce que vous avez commandé ce produit ou que vous êtes propriétaire de l'organisation.",
        },
        [MAIL_PRODUCT_PUBLISHED] = {
            .subject = "{product} est de nouveau proposé",
            .body = "{seller} propose de nouveau {product}. Votre abonnement {subscription} n'a pas été touché par l'interruption.",
            .button = "Ouvrir l'abonnement",
            .why = "Vous le recevez parce que vous avez commandé ce produit ou que vous êtes propriétaire de l'organisation.",
        },
        [MAIL_PRODUCT_ENDING] = {
            .subject = "{product} prend fin le {last_day}",
            .body = "{seller} met fin à {product}. Le dernier jour est le {last_day} ; jusque-là votre abonnement {subscription} fonctionne comme avant et reste assisté. C'est définitif. Le motif :\n\n"
                    "{reason}\n\n"
                    "Ensuite, les clés des produits d'IA ne fonctionnent plus. Ce qui est déployé dans vos propres clusters continue, mais sans nouvelles versions. Documents et consommation restent lisibles.",
            .button = "Ouvrir l'abonnement",
            .why = "Vous le recevez parce que vous avez commandé ce produit ou que vous êtes propriétaire de l'organisation.",
        },
        [MAIL_PRODUCT_ENDED] = {
            .subject = "{product} a pris fin",
            .body = "Le {last_day} était le dernier jour de {product} de {seller}. Votre abonnement {subscription} reste lisible, avec ses documents, sa consommation et ses contacts. Les clés des produits d'IA ne fonctionnent plus ; ce qui est déployé dans vos propres clusters continue sans nouvelles versions.",
            .button = "Ouvrir l'abonnement",
            .why = "Vous le recevez parce que vous avez commandé ce produit ou que vous êtes propriétaire de l'organisation.",
        },
        [MAIL_AGREEMENT_CHANGED] = {
            .subject = "Un nouveau contrat de licence s’applique à {product}",
            .body = "{seller} a un nouveau contrat de licence pour {product}. Il s’applique à votre abonnement {subscription} à partir du {moment} :\n\n"
                    "{agreement}, version {version}\n\n"
                    "Jusque-là s’appliquait : {former}. La formule, le prix et tout ce à quoi vous êtes abonné restent inchangés. Les deux textes se trouvent auprès de l’abonnement. Si vous n’acceptez pas le nouveau, vous pouvez y résilier l’abonnement.",
            .button = "Lire les contrats",
            .why = "Vous le recevez parce que vous êtes propriétaire de l’organisation ou pouvez acheter pour elle et qu’il s’agit de ce qu’elle a accepté. Il est toujours envoyé.",
        },
        [MAIL_DIGEST] = {
            .subject = "Ce qui s’est passé jusqu’au {date}",
            .body = "voici ce qui s’est passé depuis votre dernier e-mail quotidien :",
            .button = "Ouvrir la place de marché",
            .why = "Vous le recevez parce que vous avez choisi d’être informé de cela une fois par jour.",
        },
    },
};
