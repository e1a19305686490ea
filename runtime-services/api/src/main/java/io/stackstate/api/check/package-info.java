/** Streams and checks of elements (REST sheet, section 6.12). */
package io.stackstate.api.check;
