using System.Text.Json;

namespace Sync.Devices.Phd2;

/// <summary>What was asked and not yet answered. A request that nobody waits for any more is forgotten.</summary>
internal sealed class Phd2Requests
{
    /// <summary>PHD2 reads no longer line than 1024 bytes.</summary>
    private const int LongestCharacters = 1000;

    private readonly Lock gate = new();
    private readonly Dictionary<long, Request> open = [];
    private long last;

    public int Count
    {
        get
        {
            lock (gate)
                return open.Count;
        }
    }

    public Request Begin(string method)
    {
        lock (gate)
        {
            var request = new Request(this, ++last, method);
            open.Add(request.Id, request);
            return request;
        }
    }

    /// <returns>the request that this answers; null when nobody waits for it</returns>
    public Request? Answer(Phd2Reply reply)
    {
        Request? request;
        lock (gate)
            open.Remove(reply.Id, out request);
        request?.Take(reply);
        return request;
    }

    /// <summary>No reply will come any more.</summary>
    public void Fail(string why)
    {
        List<Request> failed;
        lock (gate)
        {
            failed = [.. open.Values];
            open.Clear();
        }
        failed.ForEach(r => r.Fail(why));
    }

    internal sealed class Request(Phd2Requests requests, long id, string method) : IDisposable
    {
        private readonly TaskCompletionSource<Phd2Reply> reply = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public long Id => id;

        public string Method => method;

        public Task<Phd2Reply> Reply => reply.Task;

        /// <summary>The request as it is sent.</summary>
        /// <exception cref="ArgumentException">too long for PHD2</exception>
        public string Line(object? parameters)
        {
            var line = JsonSerializer.Serialize(parameters is null ? (object)new { method, id } : new { method, @params = parameters, id });
            return line.Length <= LongestCharacters ? line : throw new ArgumentException($"a request of {line.Length} characters; PHD2 reads {LongestCharacters}");
        }

        public void Take(Phd2Reply taken) => reply.TrySetResult(taken);

        public void Fail(string why) => reply.TrySetException(new IOException(why));

        public void Dispose()
        {
            lock (requests.gate)
                requests.open.Remove(id);
        }
    }
}
