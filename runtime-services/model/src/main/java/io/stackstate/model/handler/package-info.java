/**
 * What an event handler is (health sheet, section 13.2): its definition as records, and the reader
 * of its JSON that names what is wrong.
 */
package io.stackstate.model.handler;
