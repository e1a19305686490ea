/** What is stored, whatever it tells; knows no store. */
package io.stackstate.telemetry.store;
