using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Sync.Tests.Host.Web;

[Collection("The program")]
public class BarrierPageTests
{
    [Fact]
    public async Task Who_comes_too_early_is_kept_and_told_so()
    {
        await using var sync = await RunningHost.Start(("Web:Listen", "http://127.0.0.1:0"));
        using var answer = await sync.Http.PostAsync("/api/barriers/roof/arrive?program=door&seconds=0", null);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        using var said = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(("roof", false), (said.RootElement.GetProperty("barrier").GetString(), said.RootElement.GetProperty("open").GetBoolean()));
    }

    [Theory]
    [InlineData("/api/barriers/ro%20of/arrive", HttpStatusCode.BadRequest)]
    [InlineData("/api/barriers/roof/arrive?program=a/b", HttpStatusCode.BadRequest)]
    [InlineData("/api/barriers/roof/arrive?seconds=4000", HttpStatusCode.BadRequest)]
    [InlineData("/api/barriers/roof/arrive?seconds=NaN", HttpStatusCode.BadRequest)]
    [InlineData("/api/barriers/roof/leave", HttpStatusCode.NotFound)]
    public async Task What_is_no_arrival_is_refused(string address, HttpStatusCode status)
    {
        await using var sync = await RunningHost.Start(("Web:Listen", "http://127.0.0.1:0"));
        using var answer = await sync.Http.PostAsync(address, null);
        Assert.True(status == answer.StatusCode || (status == HttpStatusCode.NotFound && answer.StatusCode == HttpStatusCode.MethodNotAllowed), $"{answer.StatusCode}");
    }

    [Fact]
    public async Task Neither_a_page_of_a_browser_nor_one_without_the_password_comes_to_a_barrier()
    {
        await using var sync = await RunningHost.Start(("Web:Listen", "http://127.0.0.1:0"), ("Web:Password", "geheim"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await sync.Http.PostAsync("/api/barriers/roof/arrive?seconds=0", null)).StatusCode);
        sync.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("sync:geheim")));
        Assert.Equal(HttpStatusCode.Accepted, (await sync.Http.PostAsync("/api/barriers/roof/arrive?seconds=0", null)).StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await sync.Http.GetAsync("/api/barriers/roof/arrive")).StatusCode);
        sync.Http.DefaultRequestHeaders.Add("Origin", "http://elsewhere.example");
        Assert.Equal(HttpStatusCode.Forbidden, (await sync.Http.PostAsync("/api/barriers/roof/arrive?seconds=0", null)).StatusCode);
    }
}
