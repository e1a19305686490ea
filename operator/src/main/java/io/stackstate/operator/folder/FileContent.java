package io.stackstate.operator.folder;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * What one file says.
 *
 * @param file relative to the folder
 * @param declared its valid resources
 * @param problems why others are not valid; with any of them, a resource that the file does not
 *     declare may still be meant to exist
 * @param references its valid Secrets and ConfigMaps
 * @param ignored documents that are not of our kinds, described for the log
 */
record FileContent(
    String file,
    List<Declared> declared,
    Map<FolderReferences.Name, JsonNode> references,
    List<String> problems,
    List<String> ignored) {}
