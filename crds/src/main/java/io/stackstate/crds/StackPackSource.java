package io.stackstate.crds;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Where the package of a StackPack comes from: exactly one of the places. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value =
        "[has(self.url), has(self.oci), has(self.configMap), has(self.path)].filter(x, x).size()"
            + " == 1",
    message = StackPackRules.ONE_SOURCE)
public record StackPackSource(
    @JsonPropertyDescription("A file on a web server.") UrlSource url,
    @JsonPropertyDescription(
            "An artifact in a container registry whose layer is the package, as oras push makes"
                + " it.")
        OciSource oci,
    @JsonPropertyDescription(
            "A ConfigMap whose binaryData has the package under the key. At most 1 MiB.")
        KeyRef configMap,
    @JsonPropertyDescription(
            "A file, relative to the folder of the resources (standalone) or to the folder of"
                + " packages that is mounted into the operator. A folder with stackpack.conf is not"
                + " packed; make an archive of it with: stackstate stackpack package.")
        @Size(min = 1, max = 512)
        @Pattern("^[^/].*$")
        String path,
    @JsonPropertyDescription(
            "How often a url or an OCI tag is asked whether there is another package. A whole"
                + " number and a unit: s, m, h, d or w.")
        @Default("10m")
        @Size(min = 2, max = 12)
        @Pattern(DurationText.PATTERN)
        String interval) {}
