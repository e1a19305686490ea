/** What editors of queries need: completion, validation and formatting. Places are UTF-16 units. */
package io.stackstate.stql.editor;
