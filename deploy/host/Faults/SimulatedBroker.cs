using MassTransit;
using Sync.Clock;
using Sync.Contracts;
using Sync.Ledger;

namespace Sync.Host.Faults;

/// <summary>
/// Carries letters between roles as a broker does: it keeps what must not be lost until it has been read, over its own death
/// and its readers', and gives out again what had not been acknowledged. It can be cut off, slow, lossy and forgetful.
/// </summary>
internal sealed class SimulatedBroker(SimulatedTime time, int seed)
{
    /// <summary>A message that the broker has not confirmed is sent again after 5 s and 1 s more; what was sent after it may be there before.</summary>
    private static readonly TimeSpan AtMostLate = TimeSpan.FromSeconds(6);

    private readonly Lock gate = new();
    private readonly Random chance = new(seed);
    private readonly Dictionary<string, IBus> readers = [];
    private readonly Dictionary<string, SemaphoreSlim> doors = [];
    private readonly HashSet<string> cut = [];
    private readonly Dictionary<(FaultKind, string), DateTimeOffset> unruly = [];
    private readonly List<Posted> posted = [];
    private readonly List<string> givenUp = [];
    private bool down;

    /// <summary>What could not be read, a sentence each.</summary>
    public IReadOnlyList<string> GivenUp
    {
        get
        {
            lock (gate)
                return [.. givenUp];
        }
    }

    /// <summary>Returns when the letter is safe.</summary>
    /// <exception cref="IOException">it is not: the broker is away</exception>
    public async Task Take(string sender, Letter letter)
    {
        List<Posted> copies;
        lock (gate)
        {
            if (down || cut.Contains(sender))
                throw new IOException("The broker does not answer.");
            if (Reader(letter.Endpoint) is not { } reader || (letter.Life is not null && Is(FaultKind.Lossy, reader)))
                return;
            copies = [.. Enumerable.Range(0, Is(FaultKind.Twice, reader) ? 2 : 1).Select(_ => new Posted(letter, reader, time.GetUtcNow() + letter.Life))];
            posted.AddRange(copies);
        }
        foreach (var copy in copies)
            HoldBack(copy, Delay(copy, isFirst: copy == copies[0]));
        await Deliver(copies[0].Reader);
    }

    public void Acknowledge(string reader, Guid messageId, Exception? failure)
    {
        lock (gate)
        {
            var read = posted.FindIndex(p => p.Reader == reader && p.Letter.MessageId == messageId && p.IsOnItsWay);
            if (read < 0)
                return;
            if (failure is not null)
                givenUp.Add($"{reader} could not read a message of {posted[read].Letter.Endpoint}: {failure.GetBaseException().Message}");
            posted.RemoveAt(read);
        }
    }

    /// <summary>A role is there, and gets what has waited for it.</summary>
    public Task Connect(string role, IBus bus)
    {
        lock (gate)
            readers[role] = bus;
        return Deliver(role);
    }

    /// <summary>A role is gone.</summary>
    public void Disconnect(string role)
    {
        lock (gate)
        {
            readers.Remove(role);
            TakeBack(p => p.Reader == role);
        }
    }

    public void Cut(string role)
    {
        lock (gate)
        {
            cut.Add(role);
            TakeBack(p => p.Reader == role);
        }
    }

    public Task Mend(string role)
    {
        lock (gate)
            cut.Remove(role);
        return Deliver(role);
    }

    public void Die()
    {
        lock (gate)
        {
            down = true;
            posted.RemoveAll(p => p.Letter.Life is not null);
            TakeBack(_ => true);
        }
    }

    public async Task Return()
    {
        List<string> all;
        lock (gate)
            (down, all) = (false, [.. readers.Keys]);
        foreach (var role in all)
            await Deliver(role);
    }

    /// <param name="how">late, twice or lossy</param>
    /// <param name="reader">whose letters</param>
    /// <param name="until">until then</param>
    public void Disturb(FaultKind how, string reader, DateTimeOffset until)
    {
        lock (gate)
            unruly[(how, reader)] = until;
    }

    private static string? Reader(string endpoint) => endpoint switch
    {
        Addresses.Operator => null,
        Addresses.Dither => Senders.Dither,
        Addresses.Grader => Senders.Grader,
        _ when endpoint.StartsWith(Senders.Camera(""), StringComparison.Ordinal) => endpoint,
        _ => Senders.Scheduler,
    };

    private bool Is(FaultKind how, string reader) => unruly.TryGetValue((how, reader), out var until) && time.GetUtcNow() < until;

    private TimeSpan Delay(Posted copy, bool isFirst)
    {
        lock (gate)
        {
            var late = Is(FaultKind.Late, copy.Reader) || !isFirst;
            return late ? AtMostLate * Math.Pow(chance.NextDouble(), 3) : TimeSpan.Zero; // most are only a little late
        }
    }

    private void HoldBack(Posted copy, TimeSpan delay)
    {
        if (delay <= TimeSpan.Zero)
            return;
        copy.IsLate = true;
        time.CreateTimer(_ => _ = LetGo(copy), null, delay, Timeout.InfiniteTimeSpan);
    }

    private async Task LetGo(Posted copy)
    {
        using var work = Work.Begin(time);
        copy.IsLate = false;
        await Deliver(copy.Reader);
    }

    /// <summary>In the order in which they came.</summary>
    private async Task Deliver(string reader)
    {
        using var work = Work.Begin(time);
        SemaphoreSlim door;
        lock (gate)
            door = doors.TryGetValue(reader, out var known) ? known : doors[reader] = new(1);
        await door.WaitAsync();
        try
        {
            while (Next(reader) is var (bus, copy))
                await Deliver(bus, copy);
        }
        finally
        {
            door.Release();
        }
    }

    private (IBus Bus, Posted Copy)? Next(string reader)
    {
        lock (gate)
        {
            if (down || cut.Contains(reader) || !readers.TryGetValue(reader, out var bus))
                return null;
            var now = time.GetUtcNow();
            posted.RemoveAll(p => p.Reader == reader && p.Expires < now && !p.IsOnItsWay);
            if (posted.Find(p => p.Reader == reader && !p.IsOnItsWay && !p.IsLate) is not { } next)
                return null;
            next.IsOnItsWay = true;
            return (bus, next);
        }
    }

    private async Task Deliver(IBus bus, Posted copy)
    {
        try
        {
            await copy.Letter.Deliver(bus, CancellationToken.None);
        }
        catch (Exception)
        {
            Disconnect(copy.Reader); // it is just dying, and the next one gets it
        }
    }

    private void TakeBack(Predicate<Posted> which)
    {
        foreach (var copy in posted.FindAll(which))
            copy.IsOnItsWay = false;
    }

    /// <summary>A letter, or a copy of one, until it has been read.</summary>
    private sealed class Posted(Letter letter, string reader, DateTimeOffset? expires)
    {
        public Letter Letter => letter;

        public string Reader => reader;

        public DateTimeOffset? Expires => expires;

        public bool IsOnItsWay { get; set; }

        public bool IsLate { get; set; }
    }
}
