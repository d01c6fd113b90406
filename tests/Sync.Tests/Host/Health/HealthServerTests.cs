using System.Net;
using Microsoft.Data.Sqlite;
using Sync.Host;
using Sync.Host.Settings;
using Sync.Host.Web;
using Sync.Tests.Host.Web;

namespace Sync.Tests.Host.Health;

[Collection("The program")]
public class HealthServerTests
{
    [Fact]
    public async Task Without_its_broker_a_role_is_not_healthy()
    {
        var port = FreePorts.One();
        var broker = new BrokerAddress(new($"amqp://127.0.0.1:{FreePorts.One()}"), "grader", "geheim", null);
        await using var sync = await RunningHost.Start(broker, Role.Grader, ("Health:Port", $"{port}"));
        var answer = await sync.Http.GetAsync("/healthz");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("The broker is not connected.\n", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Without_its_database_a_process_is_not_healthy()
    {
        await using var sync = await RunningHost.Start(("Web:Listen", "none"), ("Health:Port", $"{FreePorts.One()}"));
        await sync.Healthy();
        using (var connection = new SqliteConnection($"Data Source={sync.Database};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "alter table schema_step rename to gone";
            command.ExecuteNonQuery();
        }
        var answer = await sync.Http.GetAsync("/healthz");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("The database does not answer.\n", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Its_port_must_be_free()
    {
        var port = FreePorts.One();
        await using var first = await RunningHost.Start(("Web:Listen", "none"), ("Health:Port", $"{port}"));
        var e = await Assert.ThrowsAsync<PortException>(() => RunningHost.Start(("Web:Listen", "none"), ("Health:Port", $"{port}")));
        Assert.Equal($"Health:Port is http://127.0.0.1:{port}, which is in use by another program.", e.Message);
        Assert.Equal(HttpStatusCode.NotFound, (await first.Http.GetAsync("/")).StatusCode);
    }
}
