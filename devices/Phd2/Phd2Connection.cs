using System.Text.Json;

namespace Sync.Devices.Phd2;

/// <summary>
/// The way to PHD2. Once open it opens itself again whenever it is lost, at growing intervals, and asks PHD2 how it
/// stands, until it is disposed.
/// </summary>
internal sealed class Phd2Connection(DeviceAddress address, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private readonly Lock gate = new();
    private readonly SemaphoreSlim opening = new(1, 1);
    private readonly CancellationTokenSource closing = new();
    private readonly List<Phd2Watch> watches = [];
    private Phd2Picture picture = Phd2Picture.Nothing;
    private Phd2Line? line;
    private Task reopening = Task.CompletedTask;
    private string whyClosed = "not connected yet";

    /// <summary>Everything, in order, on the reading thread, with what was known before it: do little there.</summary>
    public event Action<Phd2Message, Phd2Picture, DateTimeOffset>? Heard;

    public string Name { get; } = $"PHD2 {address}";

    public TimeProvider Time => time;

    public Phd2Picture Picture
    {
        get
        {
            lock (gate)
                return picture;
        }
    }

    /// <summary>Those that watch now.</summary>
    public int Watches
    {
        get
        {
            lock (gate)
                return watches.Count;
        }
    }

    /// <summary>Opens the line when there is none, and learns how PHD2 stands.</summary>
    /// <exception cref="DeviceException">nobody is there, or not PHD2</exception>
    public async Task Open(CancellationToken cancel)
    {
        await opening.WaitAsync(cancel);
        try
        {
            ObjectDisposedException.ThrowIf(closing.IsCancellationRequested, this);
            lock (gate)
            {
                if (line is not null)
                    return;
            }
            Admit(await Phd2Line.Open(address, Name, time, Hear, cancel));
            await Learn(cancel);
        }
        finally
        {
            opening.Release();
        }
    }

    /// <summary>Everything that comes from now on, to be read in order.</summary>
    public Phd2Watch Watch()
    {
        var watch = new Phd2Watch(w =>
        {
            lock (gate)
                watches.Remove(w);
        });
        lock (gate)
            watches.Add(watch);
        return watch;
    }

    public Task<JsonElement> Ask(string method, CancellationToken cancel) => Ask(method, null, Phd2Line.AnswerLimit, cancel);

    public Task<JsonElement> Ask(string method, object parameters, CancellationToken cancel) => Ask(method, parameters, Phd2Line.AnswerLimit, cancel);

    /// <inheritdoc cref="Phd2Line.Ask"/>
    public Task<JsonElement> Ask(string method, object? parameters, TimeSpan limit, CancellationToken cancel)
    {
        lock (gate)
            return line is null ? throw new DeviceException(Name, $"no connection: {whyClosed}") : line.Ask(method, parameters, limit, cancel);
    }

    /// <summary>Asks PHD2 for what its events do not tell a newcomer.</summary>
    /// <exception cref="DeviceException">no answer, or one that can't be understood</exception>
    public async Task<Phd2Picture> Learn(CancellationToken cancel)
    {
        var state = await Ask("get_app_state", cancel);
        var settling = await Ask("get_settling", cancel);
        var scale = await Ask("get_pixel_scale", cancel);
        var exposure = await Ask("get_exposure", cancel);
        try
        {
            lock (gate)
                return picture = picture.Learnt(Phd2Reading.State(state.GetString()), settling.GetBoolean(), scale, exposure.GetDouble());
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException)
        {
            throw new DeviceException(Name, $"can't be understood: {e.Message}", e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await opening.WaitAsync();
        Phd2Line? open;
        Task again;
        lock (gate)
            (open, again) = (line, reopening);
        if (open is not null)
            await open.DisposeAsync();
        opening.Release();
        await again;
    }

    /// <summary>It may have been lost again already.</summary>
    private void Admit(Phd2Line opened)
    {
        lock (gate)
            line = opened.IsLost ? null : opened;
    }

    private void Hear(Phd2Message message)
    {
        var at = time.GetUtcNow();
        Phd2Picture before;
        lock (gate)
        {
            before = picture;
            picture = picture.After(message);
            foreach (var watch in watches)
                watch.Tell(message, at);
            if (message is Phd2Lost lost && line is not null)
                Lose(lost.Why);
        }
        Heard?.Invoke(message, before, at);
    }

    private void Lose(string why)
    {
        whyClosed = why;
        line = null;
        if (!closing.IsCancellationRequested && reopening.IsCompleted)
            reopening = Task.Run(Reopen);
    }

    private async Task Reopen()
    {
        var pause = TimeSpan.FromSeconds(1);
        try
        {
            while (!await Reopened())
            {
                await Task.Delay(pause, time, closing.Token);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // Closed here.
        }
    }

    private async Task<bool> Reopened()
    {
        try
        {
            await Open(closing.Token);
            return true;
        }
        catch (DeviceException e)
        {
            lock (gate)
                whyClosed = e.Message;
            return false;
        }
    }
}
