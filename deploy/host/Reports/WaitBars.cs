using Spectre.Console;
using Sync.Clock;

namespace Sync.Host.Reports;

/// <summary>Something that is waited for, and how long it takes, where that is known.</summary>
internal sealed record Wait(string What, TimeSpan? Length = null);

/// <summary>Bars on a terminal for what takes its time; nothing where nobody looks.</summary>
/// <param name="console">null for nowhere</param>
/// <param name="time">how long something has taken</param>
internal sealed class WaitBars(IAnsiConsole? console, TimeProvider time)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>Beside what is printed for others to read: a terminal of standard error.</summary>
    public static WaitBars OnTerminal() => new(
        Console.IsErrorRedirected ? null : AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }),
        TimeProvider.System);

    /// <param name="work">says what it waits for, each time that this is something else</param>
    public Task<T> Show<T>(Func<Action<Wait>, Task<T>> work) => console is null
        ? work(_ => { })
        : console.Progress().AutoClear(true).HideCompleted(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new ElapsedTimeColumn())
            .StartAsync(context => Draw(context, work));

    private async Task<T> Draw<T>(ProgressContext context, Func<Action<Wait>, Task<T>> work)
    {
        using var over = new CancellationTokenSource();
        var bar = new Bar(context, time);
        var filling = Fill(bar, over.Token);
        try
        {
            return await work(bar.Begin);
        }
        finally
        {
            await over.CancelAsync();
            await filling;
        }
    }

    private async Task Fill(Bar bar, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            bar.Fill();
            await time.Pass(Look, over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private sealed class Bar(ProgressContext context, TimeProvider time)
    {
        private readonly Lock gate = new();
        private ProgressTask? task;
        private Wait? wait;
        private long began;

        public void Begin(Wait next)
        {
            lock (gate)
            {
                task?.StopTask();
                if (task is not null)
                    task.Value = task.MaxValue;
                (wait, began) = (next, time.GetTimestamp());
                task = context.AddTask(Markup.Escape(next.What), maxValue: next.Length?.TotalSeconds ?? 1);
                task.IsIndeterminate = next.Length is null;
            }
        }

        public void Fill()
        {
            lock (gate)
            {
                if (task is not null && wait?.Length is { } length)
                    task.Value = Math.Min(length.TotalSeconds, time.GetElapsedTime(began).TotalSeconds);
            }
        }
    }
}
