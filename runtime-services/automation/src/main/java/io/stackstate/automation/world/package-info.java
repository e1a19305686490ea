/** What event handlers ask of topology and settings. */
package io.stackstate.automation.world;
