{{- define "operator.fullname" -}}
{{- $name := .Release.Name -}}
{{- if not (contains "operator" $name) }}{{ $name = printf "%s-operator" $name }}{{ end -}}
{{- $name | trunc 52 | trimSuffix "-" -}}
{{- end }}

{{- define "operator.selector" -}}
app.kubernetes.io/name: stackstate-operator
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "operator.labels" -}}
{{ include "operator.selector" . }}
app.kubernetes.io/component: operator
app.kubernetes.io/part-of: stackstate
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}

{{- define "operator.serviceAccount" -}}
{{- if .Values.serviceAccount.name }}{{ .Values.serviceAccount.name }}
{{- else if .Values.serviceAccount.create }}{{ include "operator.fullname" . }}
{{- else }}default{{ end }}
{{- end }}

{{- define "operator.image" -}}
{{- with .Values.image -}}
{{ with .registry }}{{ . }}/{{ end }}{{ .repository }}{{ if .digest }}@{{ .digest }}{{ else }}:{{ .tag | default $.Chart.AppVersion }}{{ end }}
{{- end }}
{{- end }}

{{/* The platform's image without a tag; from the operator's registry unless told otherwise. */}}
{{- define "operator.platformImage" -}}
{{ with .Values.platform.registry | default .Values.image.registry }}{{ . }}/{{ end }}{{ .Values.platform.repository }}
{{- end }}

{{/* The namespaces that are watched, comma-separated; empty means all of them. */}}
{{- define "operator.namespaces" -}}
{{- if eq .Values.watch.mode "Own" }}{{ .Release.Namespace }}
{{- else if eq .Values.watch.mode "List" }}{{ join "," .Values.watch.namespaces }}
{{- end }}
{{- end }}

{{/* All rules for what the operator manages, as its values ask. */}}
{{- define "operator.rules" -}}
{{ .Files.Get "files/rbac/operator.yaml" }}
{{- range $part, $wanted := .Values.rbac.optional }}
{{- if $wanted }}
{{ $.Files.Get (printf "files/rbac/%s.yaml" $part) }}
{{- end }}
{{- end }}
{{- end }}
