#include "product_label.h"

const Texts service_type_labels[] = {
    [SERVICE_PRIVATE_OFFER] = {"Private offer", "Individuelles Angebot", "Offre privée",
        "Individuální nabídka"},
    [SERVICE_AI] = {"AI model", "KI-Modell", "Modèle d'IA", "Model AI"},
    [SERVICE_KUBERNETES] = {"Kubernetes application", "Kubernetes-Anwendung",
        "Application Kubernetes", "Aplikace pro Kubernetes"},
    [SERVICE_IMAGE] = {"Machine image", "Maschinen-Image", "Image de machine", "Obraz stroje"},
    [SERVICE_MANAGED] = {"Managed service", "Verwalteter Dienst", "Service géré",
        "Spravovaná služba"},
    [SERVICE_INFRASTRUCTURE] = {"Infrastructure", "Infrastruktur", "Infrastructure",
        "Infrastruktura"},
    [SERVICE_LICENCE] = {"Software licence", "Softwarelizenz", "Licence logicielle",
        "Softwarová licence"},
};

const Texts licence_type_labels[] = {
    [LICENCE_FREE] = {"Free", "Kostenlos", "Gratuit", "Zdarma"},
    [LICENCE_OPEN_SOURCE] = {"Open source", "Open Source", "Open source", "Open source"},
    [LICENCE_TRIAL] = {"Trial", "Testversion", "Version d'essai", "Zkušební verze"},
    [LICENCE_BYOL] = {"Bring your own licence", "Eigene Lizenz mitbringen",
        "Apportez votre licence", "Vlastní licence"},
    [LICENCE_HOURLY] = {"By the hour", "Stundenweise", "À l'heure", "Po hodinách"},
    [LICENCE_SUBSCRIPTION] = {"Subscription", "Abonnement", "Abonnement", "Předplatné"},
    [LICENCE_USAGE] = {"By usage", "Nach Verbrauch", "À l'usage", "Podle spotřeby"},
    [LICENCE_ON_REQUEST] = {"On request", "Auf Anfrage", "Sur demande", "Na vyžádání"},
};

const Texts price_model_labels[] = {
    [PRICE_MODEL_FREE] = {"Free", "Kostenlos", "Gratuit", "Zdarma"},
    [PRICE_MODEL_ONE_TIME] = {"One-time", "Einmalig", "Unique", "Jednorázově"},
    [PRICE_MODEL_RECURRING] = {"Recurring", "Wiederkehrend", "Récurrent", "Opakovaně"},
    [PRICE_MODEL_USAGE] = {"By usage", "Nach Verbrauch", "À l'usage", "Podle spotřeby"},
    [PRICE_MODEL_ON_REQUEST] = {"On request", "Auf Anfrage", "Sur demande", "Na vyžádání"},
};
