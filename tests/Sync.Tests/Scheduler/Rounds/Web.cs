using System.Collections.Concurrent;
using System.Net;

namespace Sync.Tests.Scheduler.Rounds;

/// <summary>The world behind a webhook: keeps what was posted, and answers as it is told to.</summary>
internal sealed class Web : HttpMessageHandler
{
    public ConcurrentQueue<(Uri To, string Body)> Posts { get; } = new();

    public HttpStatusCode Answer { get; set; } = HttpStatusCode.NoContent;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Posts.Enqueue((request.RequestUri!, await request.Content!.ReadAsStringAsync(cancellationToken)));
        return new(Answer);
    }
}
