-- Health of all kinds of stackstate.io for Argo CD (resource.customizations.health.stackstate.io_<Kind>).
local health = {status = "Progressing", message = "Waiting for the operator"}
if obj.spec ~= nil and obj.spec.suspend then
  return {status = "Suspended", message = "spec.suspend is true"}
end
if obj.spec ~= nil and obj.spec.paused then
  return {status = "Suspended", message = "spec.paused is true"}
end
if obj.status == nil or obj.status.conditions == nil then
  return health
end
if obj.status.observedGeneration ~= nil and obj.status.observedGeneration < obj.metadata.generation then
  return health
end
local conditions = {}
for _, condition in ipairs(obj.status.conditions) do
  conditions[condition.type] = condition
end
local ready, stalled, reconciling = conditions["Ready"], conditions["Stalled"], conditions["Reconciling"]
if stalled ~= nil and stalled.status == "True" then
  return {status = "Degraded", message = stalled.message}
end
if ready ~= nil and ready.status == "True" then
  return {status = "Healthy", message = ready.message}
end
if reconciling ~= nil and reconciling.status == "True" then
  health.message = reconciling.message
elseif ready ~= nil then
  health.message = ready.message
end
return health
