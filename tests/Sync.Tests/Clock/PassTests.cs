using Sync.Clock;

namespace Sync.Tests.Clock;

/// <summary>In which order a wait sets its alarm and gives up its place in the count.</summary>
public sealed class PassTests
{
    private readonly Ordered time = new();

    [Fact]
    public async Task A_pass_sets_its_alarm_before_it_gives_up_its_place()
    {
        await time.Pass(TimeSpan.FromSeconds(1), default);
        Assert.Equal(["alarm", "leave", "enter"], time.Calls);
    }

    [Fact]
    public async Task A_bell_sets_its_alarm_before_it_gives_up_its_place()
    {
        await new Bell(time).Wait(TimeSpan.FromSeconds(1), default);
        Assert.Equal(["alarm", "leave", "enter"], time.Calls);
    }

    /// <summary>A clock without time: its alarm rings when the place was given up, for then it may jump.</summary>
    private sealed class Ordered : TimeProvider, ICountWork
    {
        private Action? ring;

        public List<string> Calls { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Calls.Add("alarm");
            ring = () => callback(state);
            return TimeProvider.System.CreateTimer(callback, state, TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan);
        }

        public void Enter() => Calls.Add("enter");

        public void Leave()
        {
            Calls.Add("leave");
            ring?.Invoke();
        }
    }
}
