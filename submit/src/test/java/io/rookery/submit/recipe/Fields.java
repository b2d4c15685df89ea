package io.rookery.submit.recipe;

import java.util.Set;

/** Names of fields, as the services' references list them. */
final class Fields {

  /** Kubeflow Spark operator, API reference of v1beta2: SparkApplicationSpec. */
  static final Set<String> SPARK_APPLICATION =
      Set.of(
          "type",
          "sparkVersion",
          "mode",
          "proxyUser",
          "image",
          "imagePullPolicy",
          "imagePullSecrets",
          "mainClass",
          "mainApplicationFile",
          "arguments",
          "sparkConf",
          "hadoopConf",
          "sparkConfigMap",
          "hadoopConfigMap",
          "volumes",
          "driver",
          "executor",
          "deps",
          "restartPolicy",
          "nodeSelector",
          "failureRetries",
          "retryInterval",
          "memoryOverheadFactor",
          "monitoring",
          "batchScheduler",
          "timeToLiveSeconds",
          "batchSchedulerOptions",
          "sparkUIOptions",
          "driverIngressOptions",
          "dynamicAllocation");

  static final Set<String> REQUIRED =
      Set.of(
          "type",
          "mode",
          "image",
          "mainClass",
          "mainApplicationFile",
          "sparkVersion",
          "driver",
          "executor");

  /** The same: RestartPolicy. */
  static final Set<String> RESTART_POLICY =
      Set.of(
          "type",
          "onSubmissionFailureRetries",
          "onFailureRetries",
          "onSubmissionFailureRetryInterval",
          "onFailureRetryInterval");

  /** The same: SparkPodSpec, of which driver and executor each are one. */
  private static final Set<String> POD =
      Set.of(
          "cores",
          "coreLimit",
          "memory",
          "memoryOverhead",
          "gpu",
          "image",
          "configMaps",
          "secrets",
          "env",
          "envVars",
          "envFrom",
          "labels",
          "annotations",
          "volumeMounts",
          "affinity",
          "tolerations",
          "podSecurityContext",
          "securityContext",
          "schedulerName",
          "sidecars",
          "initContainers",
          "hostNetwork",
          "nodeSelector",
          "dnsConfig",
          "terminationGracePeriodSeconds",
          "serviceAccount",
          "hostAliases",
          "shareProcessNamespace",
          "template");

  /** The same: DriverSpec. */
  static final Set<String> DRIVER =
      join(
          POD,
          Set.of(
              "podName",
              "coreRequest",
              "javaOptions",
              "lifecycle",
              "kubernetesMaster",
              "serviceAnnotations",
              "serviceLabels",
              "ports",
              "priorityClassName"));

  /** The same: ExecutorSpec. */
  static final Set<String> EXECUTOR =
      join(
          POD,
          Set.of(
              "instances",
              "coreRequest",
              "javaOptions",
              "lifecycle",
              "deleteOnTermination",
              "ports",
              "priorityClassName"));

  /** Databricks REST API reference, Jobs 2.2: create. */
  static final Set<String> JOB =
      Set.of(
          "name",
          "description",
          "tags",
          "tasks",
          "job_clusters",
          "email_notifications",
          "webhook_notifications",
          "notification_settings",
          "timeout_seconds",
          "schedule",
          "trigger",
          "continuous",
          "max_concurrent_runs",
          "git_source",
          "access_control_list",
          "queue",
          "parameters",
          "run_as",
          "environments",
          "run_name");

  /** The same: tasks. */
  static final Set<String> TASK =
      Set.of(
          "task_key",
          "description",
          "depends_on",
          "run_if",
          "existing_cluster_id",
          "new_cluster",
          "job_cluster_key",
          "libraries",
          "max_retries",
          "min_retry_interval_millis",
          "retry_on_timeout",
          "timeout_seconds",
          "email_notifications",
          "notebook_task",
          "spark_jar_task",
          "spark_python_task",
          "python_wheel_task");

  /** Databricks REST API reference, Clusters 2.1: the fields of a new cluster. */
  static final Set<String> CLUSTER =
      Set.of(
          "num_workers",
          "autoscale",
          "cluster_name",
          "spark_version",
          "spark_conf",
          "aws_attributes",
          "azure_attributes",
          "gcp_attributes",
          "node_type_id",
          "driver_node_type_id",
          "ssh_public_keys",
          "custom_tags",
          "cluster_log_conf",
          "init_scripts",
          "spark_env_vars",
          "enable_elastic_disk",
          "instance_pool_id",
          "driver_instance_pool_id",
          "policy_id",
          "enable_local_disk_encryption",
          "data_security_mode",
          "single_user_name",
          "runtime_engine");

  private Fields() {}

  private static Set<String> join(Set<String> some, Set<String> more) {
    Set<String> all = new java.util.HashSet<>(some);
    all.addAll(more);
    return Set.copyOf(all);
  }
}
