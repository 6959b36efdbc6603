package com.acme.cluster;

import com.acme.cluster.RepositoryScan.Finding;
import com.acme.cluster.RepositoryScan.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/** Counts the findings of every repository in a directory, by rule. */
public final class ScanRepositories {

    public static void main(String[] arguments) throws IOException {
        List<String> folders;
        try (Stream<Path> below = Files.list(Path.of(arguments[0]))) {
            folders = below.filter(Files::isDirectory).map(Path::toString).sorted().toList();
        }
        SparkConf configuration =
                new SparkConf().setAppName("mrt").setIfMissing("spark.master", "local[*]");
        try (JavaSparkContext spark = new JavaSparkContext(configuration)) {
            JavaRDD<Finding> findings =
                    spark.parallelize(folders).map(ScanRepositories::read).mapPartitions(RepositoryScan::scan);
            findings.mapToPair(finding -> new Tuple2<>(finding.code(), 1))
                    .reduceByKey(Integer::sum)
                    .sortByKey()
                    .collect()
                    .forEach(count -> System.out.println(count._1() + " " + count._2()));
        }
    }

    private static Repository read(String folder) {
        Path root = Path.of(folder);
        Map<String, String> texts = new HashMap<>();
        try (Stream<Path> files = Files.find(root, 20, (file, facts) -> facts.isRegularFile())) {
            for (Path file : files.filter(file -> file.toString().endsWith(".py")).toList()) {
                // Every byte is a Latin 1 character: no file fails, and names are ASCII as a rule.
                texts.put(root.relativize(file).toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Repository(root.getFileName().toString(), texts);
    }
}
