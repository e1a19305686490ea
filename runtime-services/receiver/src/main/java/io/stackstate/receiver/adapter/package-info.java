/**
 * Formats of others, made into intake messages: alerts of Prometheus and Alertmanager, CloudEvents
 * (health sheet, section 13.1 row 27). Pure.
 */
package io.stackstate.receiver.adapter;
