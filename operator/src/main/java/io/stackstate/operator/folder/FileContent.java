package io.stackstate.operator.folder;

import java.util.List;

/**
 * What one file says.
 *
 * @param file relative to the folder
 * @param declared its valid resources
 * @param problems why others are not valid; with any of them, a resource that the file does not
 *     declare may still be meant to exist
 * @param ignored documents that are not of our kinds, described for the log
 */
record FileContent(
    String file, List<Declared> declared, List<String> problems, List<String> ignored) {}
