package dev.accord.registry.rest;

import java.util.function.Supplier;

/**
 * Which registry this is.
 *
 * @param kafkaCluster the id of the Kafka cluster; empty before it is known
 * @param group the name that the nodes of the registry share
 */
public record ServerIdentity(Supplier<String> kafkaCluster, String group) {}
