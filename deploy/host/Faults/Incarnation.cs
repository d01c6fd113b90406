using Sync.Devices.Simulated.World;
using Sync.Ledger;

namespace Sync.Host.Faults;

/// <summary>One life of a role: from its start to its death nothing is different, and after it nothing of it has any effect.</summary>
internal sealed class Incarnation(string role, MortalTime time, SimulatedWorld world, SimulatedBroker broker)
{
    private readonly Lock gate = new();
    private Action? death;
    private int commits;
    private bool after;
    private volatile bool dead;

    public MortalTime Time => time;

    public SimulatedWorld World => world;

    /// <summary>Hands a letter to the broker.</summary>
    public Task Carry(Letter letter, CancellationToken cancel)
    {
        Live();
        return broker.Take(role, letter);
    }

    public void Committing()
    {
        Live();
        Count(afterCommit: false);
        Live();
    }

    public void HasCommitted()
    {
        Count(afterCommit: true);
        Live();
    }

    /// <summary>A letter was read, or given up.</summary>
    public void Read(Guid messageId, Exception? failure)
    {
        if (!dead)
            broker.Acknowledge(role, messageId, failure);
    }

    /// <summary>Lets it die at a commit.</summary>
    /// <param name="commit">which, from 1</param>
    /// <param name="afterCommit">when it is done; otherwise before</param>
    /// <param name="dies">what is to be done at once</param>
    public void Arm(int commit, bool afterCommit, Action dies)
    {
        lock (gate)
            (commits, after, death) = (commit, afterCommit, dies);
    }

    public void Die()
    {
        lock (gate)
            (dead, death) = (true, null);
        time.Die();
        world.Leave();
    }

    private void Count(bool afterCommit)
    {
        Action dies;
        lock (gate)
        {
            if (death is null || after != afterCommit || --commits > 0)
                return;
            (dies, death) = (death, null);
        }
        dies();
    }

    private void Live()
    {
        if (dead)
            throw new EndedException(role);
    }
}
