package io.stackstate.stackpacks.stj;

import io.stackstate.stackpacks.settings.FunctionChecks;
import io.stackstate.stackpacks.settings.MemorySettings;
import io.stackstate.stackpacks.settings.SettingsException;
import java.time.Instant;
import java.time.InstantSource;

/** Documents and imports that several tests use. */
final class Documents {
  static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));

  /** A data source and a sync that refer to each other across nested nodes and forward. */
  static final String SYNC =
      """
      {"_version":"1.0.39","timestamp":"2023-01-01T00:00:00Z[GMT]","nodes":[
        {"_type":"Sync","id":-13,"identifier":"urn:stackpack:p:shared:sync:s","name":"S",
         "extTopology":-3,"componentActions":[],"relationActions":[],
         "topologyDataQuery":{"_type":"Sts.StsTopologyElementsQuery","id":-14,
           "componentIdExtractorFunction":-20,"relationIdExtractorFunction":"-20",
           "consumerOffsetStartAtEarliest":false},
         "defaultComponentAction":{"_type":"SyncActionCreateComponent","type":"d","templateFunction":-5,
           "mergeStrategy":"MergePreferTheirs"},
         "defaultRelationAction":{"_type":"SyncActionCreateRelation","type":"",
           "templateFunction":"urn:stackpack:p:shared:relation-template-function:r",
           "mergeStrategy":"MergePreferTheirs"}},
        {"_type":"DataSource","id":-1,"identifier":"urn:stackpack:p:shared:data-source:d","name":"D ",
         "pluginId":"Sts","uiRequestTimeout":15000,
         "config":{"_type":" Sts.StsTopologyDataSourceConfig","id":-2,"integrationType":"t",
           "topic":"sts_topo_t_u","autoExpireElements":false,"expireElementsAfter":172800000,
           "supportedDataTypes":["TOPOLOGY_ELEMENTS"],"supportedWindowingMethods":[]},
         "extTopology":{"_type":"ExtTopology","id":-3,"dataSource":-1,
           "settings":{"_type":"TopologySyncSettings","id":-4,"maxBatchSize":200,"maxBatchesPerSecond":5}}},
        {"_type":"IdExtractorFunction","id":-20,"identifier":"urn:stackpack:p:shared:id-extractor-function:i",
         "name":"I","groovyScript":"def a = [:]\\nSts.createId('x', new HashSet(), \\"t\\")\\n",
         "parameters":[{"_type":"Parameter","name":"struct","type":"STRUCT_TYPE","required":true,
           "multiple":false,"system":true}]},
        {"_type":"ComponentTemplateFunction","id":-5,"identifier":"urn:stackpack:p:shared:component-template-function:c",
         "name":"C","handlebarsTemplate":"{\\"name\\":\\"\\{{ element.externalId \\}}\\",\\n\\"x\\":{\\"y\\":{}}}",
         "parameters":[]},
        {"_type":"RelationTemplateFunction","identifier":"urn:stackpack:p:shared:relation-template-function:r",
         "name":"R","handlebarsTemplate":"{}","parameters":[]}
      ]}
      """;

  private Documents() {}

  static SettingsImport importer(MemorySettings nodes) {
    return new SettingsImport(nodes, FunctionChecks.NONE, CLOCK);
  }

  static ImportPlan apply(MemorySettings nodes, String text, ImportOptions options)
      throws SettingsException {
    return importer(nodes).apply(StjSource.of("doc.stj", text), options);
  }

  static String nodes(String... nodes) {
    return "{\"nodes\":[\n" + String.join(",\n", nodes) + "\n]}";
  }

  static String layer(String identifier, String name, String more) {
    return "{\"_type\":\"Layer\",\"identifier\":\""
        + identifier
        + "\",\"name\":\""
        + name
        + "\""
        + more
        + "}";
  }
}
