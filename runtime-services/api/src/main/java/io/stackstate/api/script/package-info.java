/** Scripts that people run (query sheet, section 8; REST sheet, section 6.6). */
package io.stackstate.api.script;
