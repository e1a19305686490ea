/**
 * Notification configurations and channels of later releases (health sheet, section 10): a second
 * face on event handlers. A configuration is an event handler; a channel is one that is switched
 * off, with the one output that configurations take over with its secrets.
 */
package io.stackstate.api.notification;
