/**
 * What {@code automation} keeps of event handlers on {@code sts_internal_notifications}, and what
 * people ask of it on {@code sts_internal_notification_requests} (health sheet, section 13.3).
 */
package io.stackstate.model.notification;
