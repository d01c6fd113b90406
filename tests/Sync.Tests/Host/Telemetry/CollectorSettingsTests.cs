using Microsoft.Extensions.Configuration;
using OpenTelemetry.Exporter;
using Sync.Host.Commands;
using Sync.Host.Telemetry;

namespace Sync.Tests.Host.Telemetry;

public class CollectorSettingsTests
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    [Fact]
    public void Without_an_endpoint_nothing_goes_anywhere()
    {
        var read = Read(("OTEL_TRACES_EXPORTER", "otlp"), (Endpoint, ""), ("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"));
        Assert.True(read is { Traces: null, Metrics: null, Logs: null });
    }

    [Fact]
    public void One_endpoint_is_for_all_three() =>
        Assert.Equal(["http://collector:4317/", "http://collector:4317/", "http://collector:4317/"], Places(Read((Endpoint, "http://collector:4317"))));

    [Theory]
    [InlineData("http://collector:4318")]
    [InlineData("http://collector:4318/")]
    public void Http_adds_the_path_of_the_signal(string endpoint) =>
        Assert.Equal(
            ["http://collector:4318/v1/traces", "http://collector:4318/v1/metrics", "http://collector:4318/v1/logs"],
            Places(Read((Endpoint, endpoint), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"))));

    [Fact]
    public void A_path_in_front_stays() =>
        Assert.Equal("http://collector/otel/v1/traces", Read((Endpoint, "http://collector/otel/"), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")).Traces!.Place);

    [Fact]
    public void An_endpoint_of_one_signal_is_taken_as_it_is() =>
        Assert.Equal(
            ["http://jaeger:4318/mine", null, null],
            Places(Read(("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://jaeger:4318/mine"), ("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "http/protobuf"))));

    [Fact]
    public void What_is_set_for_one_signal_comes_before_what_is_set_for_all()
    {
        var read = Read(
            (Endpoint, "http://all:4317"), ("OTEL_EXPORTER_OTLP_HEADERS", "a=1"), ("OTEL_EXPORTER_OTLP_TIMEOUT", "2000"),
            ("OTEL_EXPORTER_OTLP_LOGS_ENDPOINT", "http://logs/x"), ("OTEL_EXPORTER_OTLP_LOGS_PROTOCOL", "http/protobuf"),
            ("OTEL_EXPORTER_OTLP_LOGS_HEADERS", "b=2,c=3"), ("OTEL_EXPORTER_OTLP_LOGS_TIMEOUT", "3000"), ("OTEL_METRICS_EXPORTER", "none"));
        Assert.Equal(new SignalExport(new("http://all:4317"), OtlpExportProtocol.Grpc, "a=1", 2000), read.Traces);
        Assert.Null(read.Metrics);
        Assert.Equal(new SignalExport(new("http://logs/x"), OtlpExportProtocol.HttpProtobuf, "b=2,c=3", 3000), read.Logs);
    }

    [Fact]
    public void The_exporter_is_told_all_of_it()
    {
        var options = Read((Endpoint, "http://c:4318"), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), ("OTEL_EXPORTER_OTLP_HEADERS", "k=v"), ("OTEL_EXPORTER_OTLP_TIMEOUT", "77"))
            .Traces!.Options();
        Assert.Equal(
            (new Uri("http://c:4318/v1/traces"), OtlpExportProtocol.HttpProtobuf, "k=v", 77),
            (options.Endpoint, options.Protocol, options.Headers, options.TimeoutMilliseconds));
    }

    [Fact]
    public void Disabled_is_nothing() => Assert.Equal([null, null, null], Places(Read((Endpoint, "http://collector:4317"), ("OTEL_SDK_DISABLED", "True"))));

    [Fact]
    public void A_batch_is_512_spans_and_waits_5_seconds_unless_set_otherwise()
    {
        Assert.Equal((512, TimeSpan.FromSeconds(5)), (Read().BatchSize, Read().Delay));
        var read = Read(("OTEL_BSP_MAX_EXPORT_BATCH_SIZE", "20"), ("OTEL_BSP_SCHEDULE_DELAY", "250"));
        Assert.Equal((20, TimeSpan.FromMilliseconds(250)), (read.BatchSize, read.Delay));
    }

    [Fact]
    public void Nothing_secret_is_in_a_place() =>
        Assert.Equal("https://collector:4317/a", Read((Endpoint, "https://user:secret@collector:4317/a?token=secret")).Traces!.ToString());

    [Theory]
    [InlineData(Endpoint, "collector:4317", "OTEL_EXPORTER_OTLP_ENDPOINT is collector:4317; allowed is an address such as http://HOST:4317.")]
    [InlineData(Endpoint, "ftp://collector", "OTEL_EXPORTER_OTLP_ENDPOINT is ftp://collector; allowed is an address such as http://HOST:4317.")]
    [InlineData(Endpoint, "htp://me:secret@collector", "OTEL_EXPORTER_OTLP_ENDPOINT is ...@collector; allowed is an address such as http://HOST:4317.")]
    [InlineData("OTEL_EXPORTER_OTLP_LOGS_ENDPOINT", "x", "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT is x; allowed is an address such as http://HOST:4317.")]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL", "http/json", "OTEL_EXPORTER_OTLP_PROTOCOL is http/json; allowed are grpc and http/protobuf.")]
    [InlineData("OTEL_EXPORTER_OTLP_METRICS_PROTOCOL", "udp", "OTEL_EXPORTER_OTLP_METRICS_PROTOCOL is udp; allowed are grpc and http/protobuf.")]
    [InlineData("OTEL_TRACES_EXPORTER", "zipkin", "OTEL_TRACES_EXPORTER is zipkin; allowed are otlp and none.")]
    [InlineData("OTEL_METRICS_EXPORTER", "prometheus", "OTEL_METRICS_EXPORTER is prometheus; allowed are otlp and none.")]
    [InlineData("OTEL_EXPORTER_OTLP_TIMEOUT", "10s", "OTEL_EXPORTER_OTLP_TIMEOUT is 10s; allowed is a whole number from 1 to 2147483647.")]
    [InlineData("OTEL_BSP_SCHEDULE_DELAY", "-1", "OTEL_BSP_SCHEDULE_DELAY is -1; allowed is a whole number from 0 to 2147483647.")]
    [InlineData("OTEL_METRIC_EXPORT_INTERVAL", "often", "OTEL_METRIC_EXPORT_INTERVAL is often; allowed is a whole number from 1 to 2147483647.")]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS", "secret", "OTEL_EXPORTER_OTLP_HEADERS can't be read; allowed is NAME=VALUE, several with a comma between them.")]
    [InlineData("OTEL_TRACES_SAMPLER", "sometimes", "OTEL_TRACES_SAMPLER is sometimes; allowed are always_on, always_off, traceidratio, parentbased_always_on, parentbased_always_off and parentbased_traceidratio.")]
    public void What_can_not_be_used_is_one_sentence(string name, string value, string sentence)
    {
        var thrown = Assert.Throws<SettingException>(() => Read((Endpoint, "http://collector:4317"), (name, value)));
        Assert.Equal(sentence, thrown.Message);
    }

    private static IEnumerable<string?> Places(CollectorSettings read) => [read.Traces?.Place, read.Metrics?.Place, read.Logs?.Place];

    private static CollectorSettings Read(params (string Name, string Value)[] variables) =>
        CollectorSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(
            variables.GroupBy(v => v.Name).Select(v => KeyValuePair.Create(v.Key, (string?)v.Last().Value))).Build());
}
