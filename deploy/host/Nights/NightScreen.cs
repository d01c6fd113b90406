using Sync.Scheduler.Nights;

namespace Sync.Host.Nights;

/// <summary>Tells of the night while it goes on: one line for each thing that changes.</summary>
internal sealed class NightScreen : IDisposable
{
    private readonly NightRun night;
    private readonly TimeProvider time;
    private string last = "";

    private NightScreen(NightRun night, TimeProvider time)
    {
        (this.night, this.time) = (night, time);
        night.Tonight.Changed += Tell;
    }

    public static NightScreen For(NightRun night, HostSettings settings) => new(night, settings.Time);

    public void Close() => night.Tonight.Changed -= Tell;

    public void Dispose() => Close();

    private void Tell()
    {
        if (night.Tonight.Night is not { } view)
            return;
        var line = Line(view);
        if (Interlocked.Exchange(ref last, line) != line)
            Console.WriteLine($"{time.GetUtcNow():HH:mm:ss} {line}");
    }

    private static string Line(NightView view) =>
        view.Reason is { } reason && view.State != "Imaging" ? $"{view.State}: {reason}" : $"{view.State}: {view.Target}, round {view.Rounds}";
}
