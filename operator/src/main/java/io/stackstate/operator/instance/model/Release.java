package io.stackstate.operator.instance.model;

/**
 * What this release of the operator installs when the spec does not say otherwise.
 *
 * @param version of the platform, which is also the tag of its image
 * @param image of the platform, without a tag
 * @param elasticsearchImage of embedded Elasticsearch, with its tag
 * @param elasticsearchVersion of an Elasticsearch that Elastic's operator is asked for
 */
public record Release(
    String version, String image, String elasticsearchImage, String elasticsearchVersion) {}
