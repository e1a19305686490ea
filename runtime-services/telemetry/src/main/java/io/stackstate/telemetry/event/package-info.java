/** Events as they are stored and asked for; pure (health sheet, section 8). */
package io.stackstate.telemetry.event;
