#include "mail_texts.h"

// clang-format off
const MailTexts mail_texts_fr = {
    .language = "fr",
    .greeting = "Bonjour,",
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
            .body = "le mot de passe de votre compte a été modifié le {moment}. Les autres navigateurs ont été déconnectés. Vos jetons d'API encore valables : {tokens}.\n\n"
                    "Si ce n'était pas vous, réinitialisez le mot de passe maintenant, révoquez en même temps les jetons d'API et prévenez-nous.",
            .button = "Réinitialiser le mot de passe",
            .why = "Vous le recevez parce qu'il concerne la sécurité de votre compte.",
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
    },
};
