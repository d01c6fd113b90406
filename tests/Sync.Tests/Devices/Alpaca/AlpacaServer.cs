using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Sync.Devices;

namespace Sync.Tests.Devices.Alpaca;

/// <summary>An HTTP server on loopback that answers as a test says, and remembers what it was asked.</summary>
internal sealed class AlpacaServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Func<AlpacaAsked, AlpacaReply> answer;
    private readonly List<AlpacaAsked> asked = [];
    private readonly TaskCompletionSource silenced = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public AlpacaServer(Func<AlpacaAsked, AlpacaReply> answer)
    {
        this.answer = answer;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var port = FreePorts.One();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        app = builder.Build();
        app.Run(Answer);
        app.StartAsync().GetAwaiter().GetResult();
        Address = new DeviceAddress("127.0.0.1", port);
    }

    public DeviceAddress Address { get; }

    /// <summary>Whether it remembers what it was asked; a long soak would fill the memory with it.</summary>
    public bool Remembers { get; init; } = true;

    /// <summary>Ends when somebody is met with silence.</summary>
    public Task Silenced => silenced.Task;

    public IReadOnlyList<AlpacaAsked> Asked
    {
        get
        {
            lock (asked)
                return [.. asked];
        }
    }

    public IEnumerable<string> Put => Asked.Where(a => a.Method == "PUT").Select(a => a.ToString());

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task Answer(HttpContext context)
    {
        var request = context.Request;
        var form = request.Method == "PUT"
            ? (await request.ReadFormAsync()).ToDictionary(f => f.Key, f => $"{f.Value}")
            : request.Query.ToDictionary(f => f.Key, f => $"{f.Value}");
        var said = new AlpacaAsked(request.Method, request.Path, form, $"{request.Headers.Accept}");
        if (Remembers)
            Remember(said);
        await Send(context, answer(said));
    }

    private void Remember(AlpacaAsked said)
    {
        lock (asked)
            asked.Add(said);
    }

    private async Task Send(HttpContext context, AlpacaReply reply)
    {
        if (reply.IsSilent)
        {
            var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var told = context.RequestAborted.Register(gone.SetResult);
            silenced.TrySetResult();
            await gone.Task;
        }
        else if (reply.Breaks && reply.Body.Length == 0)
            context.Abort();
        else
        {
            context.Response.StatusCode = reply.Status;
            context.Response.ContentType = reply.Type;
            context.Response.ContentLength = reply.Claims ?? reply.Body.Length;
            await context.Response.Body.WriteAsync(reply.Body);
            await context.Response.Body.FlushAsync();
            if (reply.Breaks)
                context.Abort();
        }
    }
}
