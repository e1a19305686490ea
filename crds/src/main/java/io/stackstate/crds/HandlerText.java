package io.stackstate.crds;

/** Patterns and rules of event handlers. */
final class HandlerText {
  static final String DURATION = "^[0-9]{1,9}(ms|s|m|h|d)$";
  static final String TIME = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z$";
  static final String EXISTING = "^(Tell|Ignore)$";
  static final String STATE =
      "^(UNINITIALIZED|UNKNOWN|CLEAR|DISABLED|DEVIATING|FLAPPING|CRITICAL)$";

  /** CEL, on a trigger. */
  static final String ONE_TRIGGER =
      "[has(self.problem), has(self.elementHealth), has(self.propagatedHealth),"
          + " has(self.viewHealth), has(self.event)].filter(x, x).size() == 1";

  static final String ONE_TRIGGER_MESSAGE =
      "exactly one of problem, elementHealth, propagatedHealth, viewHealth and event is required";

  /** CEL, on an output. */
  static final String ONE_KIND =
      "[has(self.webhook), has(self.slack), has(self.teams), has(self.email),"
          + " has(self.pagerDuty), has(self.opsgenie), has(self.jira), has(self.serviceNow),"
          + " has(self.discord), has(self.telegram), has(self.mattermost), has(self.rocketChat),"
          + " has(self.webex), has(self.sms), has(self.heartbeat), has(self.kafka),"
          + " has(self.sns), has(self.kubernetesEvent), has(self.kubernetesJob),"
          + " has(self.componentAction), has(self.script)].filter(x, x).size() == 1";

  static final String ONE_KIND_MESSAGE =
      "an output has exactly one kind: webhook, slack, teams, email, pagerDuty, opsgenie, jira,"
          + " serviceNow, discord, telegram, mattermost, rocketChat, webex, sms, heartbeat, kafka,"
          + " sns, kubernetesEvent, kubernetesJob, componentAction or script";

  private HandlerText() {}
}
