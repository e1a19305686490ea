/** Reading of output definitions: each field checked, all findings collected. */
package io.stackstate.automation.output.spec;
