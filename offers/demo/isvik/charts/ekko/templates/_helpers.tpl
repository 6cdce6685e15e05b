{{- define "name" -}}
{{ .Release.Name | trunc 50 | trimSuffix "-" }}
{{- end }}

{{- define "selector" -}}
app.kubernetes.io/name: ekko
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end }}

{{- define "labels" -}}
{{ include "selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}

{{- define "containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: { drop: [ALL] }
{{- end }}

{{- define "podSecurity" -}}
runAsNonRoot: true
runAsUser: 70
runAsGroup: 70
fsGroup: 70
fsGroupChangePolicy: OnRootMismatch
seccompProfile: { type: RuntimeDefault }
{{- end }}

{{- define "client" -}}
- { name: PGHOST, value: {{ include "name" . | quote }} }
- { name: PGUSER, value: {{ .Values.database | quote }} }
- { name: PGDATABASE, value: {{ .Values.database | quote }} }
- { name: PGPASSWORD, valueFrom: { secretKeyRef: { name: {{ include "name" . }}, key: password } } }
{{- end }}
