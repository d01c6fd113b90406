using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Sync.Host;
using Sync.Host.Settings;
using Sync.Host.Web;

namespace Sync.Tests.Host.Web;

[Collection("The program")]
public class PageServerTests
{
    private const string Anywhere = "http://127.0.0.1:0";

    [Fact]
    public async Task The_page_says_what_this_is_and_what_the_night_does()
    {
        await using var sync = await RunningHost.Start(("Web:Listen", Anywhere));
        var lines = (await sync.Http.GetStringAsync("/")).TrimEnd().Split('\n');
        Assert.StartsWith("Sync 0.", lines[0]);
        Assert.Equal("No night is under way.", lines[1]);
        Assert.Equal(HttpStatusCode.NotFound, (await sync.Http.GetAsync("/nothing")).StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await sync.Http.PostAsync("/", null)).StatusCode);
    }

    [Fact]
    public async Task With_a_password_everything_but_health_asks_for_it()
    {
        await using var sync = await RunningHost.Start(("Web:Listen", Anywhere), ("Web:Password", "geheim"));
        foreach (var path in new[] { "/", "/nothing" })
        {
            var refused = await sync.Http.GetAsync(path);
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
            Assert.Equal("Basic", Assert.Single(refused.Headers.WwwAuthenticate).Scheme);
        }
        Assert.Equal(HttpStatusCode.Unauthorized, await Get(sync, "wrong"));
        Assert.Equal(HttpStatusCode.OK, await Get(sync, "geheim"));
        await sync.Healthy();
    }

    [Fact]
    public async Task A_night_goes_on_without_its_page_when_the_port_is_in_use()
    {
        var port = FreePorts.One();
        await using var first = await RunningHost.Start(("Web:Listen", $"http://127.0.0.1:{port}"));
        await using var second = await RunningHost.Start(("Web:Listen", $"http://127.0.0.1:{port}"), ("Health:Port", $"{FreePorts.One()}"));
        Assert.Null(first.Page.Problem);
        Assert.Equal($"Web:Listen is http://127.0.0.1:{port}, which is in use by another program. The night goes on without its page.", second.Page.Problem);
        await second.Healthy();
    }

    [Fact]
    public async Task A_scheduler_alone_does_not_start_without_its_page()
    {
        var address = $"http://127.0.0.1:{FreePorts.One()}";
        await using var first = await RunningHost.Start(("Web:Listen", address));
        var broker = new BrokerAddress(new($"amqp://127.0.0.1:{FreePorts.One()}"), "scheduler", "x", null);
        var e = await Assert.ThrowsAsync<PortException>(() => RunningHost.Start(broker, Role.Scheduler, ("Web:Listen", address)));
        Assert.Equal($"Web:Listen is {address}, which is in use by another program.", e.Message);
    }

    private static async Task<HttpStatusCode> Get(RunningHost sync, string password)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"sync:{password}")));
        return (await sync.Http.SendAsync(request)).StatusCode;
    }
}
