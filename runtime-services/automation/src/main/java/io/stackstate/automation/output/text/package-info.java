/** Texts of messages: templates, their model, escaping per target, limits of length. */
package io.stackstate.automation.output.text;
