using System.Net;

namespace Sync.Devices.Alpaca;

/// <summary>Requests to one server, each with a limit of its own. Nothing is ever sent twice: a second startexposure would begin anew.</summary>
/// <param name="address">where it listens</param>
/// <param name="device">in whose name errors are told</param>
/// <param name="time">measures the limits</param>
internal sealed class AlpacaClient(DeviceAddress address, string device, TimeProvider time) : IDisposable
{
    public static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(10);

    private const int LongestAnswer = 1 << 20;
    private readonly uint clientId = (uint)Random.Shared.Next(1, 65536);
    private readonly HttpClient http = Open(address);
    private uint transactions;

    /// <summary>Whether nobody answered, which may pass; a refusal would stay.</summary>
    public static bool IsSilence(DeviceException e) => e.InnerException is HttpRequestException or IOException or TimeoutException;

    public Task<AlpacaAnswer> Get(string path, string query, string said, CancellationToken cancel) => Within(AnswerLimit, said, async token =>
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{path}?{query}{(query.Length > 0 ? "&" : "")}{Ids()}");
        request.Headers.Add("Accept", "application/json");
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token);
        return await Read(response, said, token);
    }, cancel);

    public Task<AlpacaAnswer> Put(string path, IEnumerable<KeyValuePair<string, string>> form, TimeSpan limit, string said, CancellationToken cancel) => Within(limit, said, async token =>
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, path);
        request.Headers.Add("Accept", "application/json");
        var transaction = Interlocked.Increment(ref transactions);
        request.Content = new FormUrlEncodedContent([.. form, new("ClientID", $"{clientId}"), new("ClientTransactionID", $"{transaction}")]);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token);
        return await Read(response, said, token);
    }, cancel);

    /// <summary>The answer as it comes, of any length.</summary>
    public Task<T> Stream<T>(string path, string accept, TimeSpan limit, string said, Func<HttpResponseMessage, Stream, CancellationToken, Task<T>> read, CancellationToken cancel) => Within(limit, said, async token =>
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{path}?{Ids()}");
        request.Headers.Add("Accept", accept);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token);
        await using var stream = await response.Content.ReadAsStreamAsync(token);
        return await read(response, stream, token);
    }, cancel);

    public void Dispose() => http.Dispose();

    /// <summary>Connections are closed before a small server, which often does so after 5 s, closes them under a request.</summary>
    private static HttpClient Open(DeviceAddress address) => new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(2),
    })
    {
        BaseAddress = new Uri($"http://{address}/"),
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private string Ids() => $"ClientID={clientId}&ClientTransactionID={Interlocked.Increment(ref transactions)}";

    private async Task<AlpacaAnswer> Read(HttpResponseMessage response, string said, CancellationToken cancel)
    {
        await response.Content.LoadIntoBufferAsync(LongestAnswer, cancel);
        try
        {
            return AlpacaAnswer.Read((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancel));
        }
        catch (FormatException e)
        {
            throw new DeviceException(device, $"answered {said} with {e.Message}", e);
        }
    }

    private async Task<T> Within<T>(TimeSpan limit, string said, Func<CancellationToken, Task<T>> ask, CancellationToken cancel)
    {
        using var deadline = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, deadline.Token);
        try
        {
            return await ask(either.Token);
        }
        catch (OperationCanceledException e) when (!cancel.IsCancellationRequested)
        {
            throw new DeviceException(device, $"no answer to {said} from {address} within {limit.TotalSeconds:0.#} s", new TimeoutException(e.Message, e));
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new DeviceException(device, $"no answer to {said} from {address}: {e.GetBaseException().Message}", e);
        }
    }
}
