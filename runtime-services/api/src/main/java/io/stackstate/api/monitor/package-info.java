/** Monitors over REST (health sheet, section 3.4; REST sheet, section 6.4). */
package io.stackstate.api.monitor;
