namespace StudioScheduler.Engine.LocalSearch;

/// <summary>
/// Shortens the longest path of a <see cref="JobShop"/> by tabu search: a block of the path goes to the best other place on any of its
/// stages. All places that can be best are weighed exactly (Mastrolilli and Gambardella, Effective neighbourhood functions for the
/// flexible job shop problem, 2000). One thread's; the same dice, the same search.
/// </summary>
internal sealed class JobShopSearch
{
    private const int Patience = 3000;
    private const int LeastTenure = 6;

    // Shakes from which nothing shorter came: most searches that succeed do so early, so a new beginning is worth more than to go on.
    private const int MostVain = 20;

    // Putting an order into a plan takes as long as some hundred moves.
    private const int MovesBetweenPlans = 1000;

    private readonly JobShop shop;
    private readonly Dice dice;
    private readonly JobShopOrder order;
    private readonly JobShopOrder here;
    private readonly JobShopOrder best;
    private readonly long[] tabuUntil;
    private readonly List<int> path = [];
    private readonly List<JobShopMove> moves = [];
    private long steps;
    private long improvedAt;
    private int vain;
    private long putAt;
    private int putLength = int.MaxValue;

    public JobShopSearch(JobShop shop, Dice dice)
    {
        this.shop = shop;
        this.dice = dice;
        order = new JobShopOrder(shop);
        here = new JobShopOrder(shop);
        best = new JobShopOrder(shop);
        tabuUntil = new long[shop.Ticks.Length * shop.StageCount];
        Build();
        best.Copy(order);
    }

    /// <summary>The shortest so far; see <see cref="JobShopOrder.Length"/>.</summary>
    public int Length => best.Length;

    /// <summary>One move; whether a plan of the shortest order so far is worth a look: it leaves nothing out, or it is shorter than the last one that was put.</summary>
    public bool Step()
    {
        if (best.Length > shop.Horizon)
        {
            Move();
        }

        return best.Length < putLength && (best.Length <= shop.Horizon || steps - putAt >= MovesBetweenPlans);
    }

    /// <summary>Puts the shortest order into a plan instead of all that stands there; what would end too late, and what comes after it, stays out.</summary>
    public void PutInto(WorkingPlan plan, BlockList taken)
    {
        (putAt, putLength) = (steps, best.Length);
        for (var block = 0; block < shop.Ticks.Length; block++)
        {
            plan.Take(block, taken);
        }

        foreach (var block in Enumerable.Range(0, shop.Ticks.Length).OrderBy(b => best.Starts[b]).ThenBy(b => b))
        {
            var (stage, tick) = (best.StageOf[block], best.Starts[block]);
            if (plan.Scan.Fits(block, stage, tick))
            {
                plan.Put(block, stage, tick);
            }
        }
    }

    private void Move()
    {
        steps++;
        if (steps - improvedAt > Patience)
        {
            Shake();
        }

        path.Clear();
        order.DrawLongest(path, dice);
        var move = BestMove();
        if (move.Block >= 0)
        {
            tabuUntil[(move.Block * shop.StageCount) + order.StageOf[move.Block]] = steps + LeastTenure + dice.Below(path.Count);
            order.Move(move.Block, move.Stage, move.Behind);
        }

        if (order.Length < here.Length)
        {
            here.Copy(order);
            (improvedAt, vain) = (steps, 0);
        }

        if (order.Length < best.Length)
        {
            best.Copy(order);
        }
    }

    // The longest blocks first, each at its best place among those that stand already.
    private void Build()
    {
        var blocks = Enumerable.Range(0, shop.Ticks.Length).Select(b => (Block: b, Key: shop.Ticks[b] * (0.5 + dice.Unit()))).ToArray();
        order.Clear();
        foreach (var (block, _) in blocks.OrderByDescending(b => b.Key).ThenBy(b => b.Block))
        {
            moves.Clear();
            Weigh(block, int.MaxValue);
            var (best, count) = (JobShopMove.None, 0);
            foreach (var move in moves)
            {
                Take(ref best, move, ref count);
            }

            order.Move(block, best.Stage, best.Behind);
        }

        here.Copy(order);
    }

    // Some moves by chance, mostly from the shortest order since it began: it may lie where nothing shorter is near.
    private void Shake()
    {
        improvedAt = steps;
        Array.Clear(tabuUntil);
        if (++vain > MostVain)
        {
            vain = 0;
            Build();
            return;
        }

        if (dice.Below(4) > 0)
        {
            order.Copy(here);
        }

        for (var i = 3 + dice.Below(10); i > 0; i--)
        {
            path.Clear();
            order.DrawLongest(path, dice);
            moves.Clear();
            Weigh(path[dice.Below(path.Count)], int.MaxValue);
            if (moves.Count > 0)
            {
                var move = moves[dice.Below(moves.Count)];
                order.Move(move.Block, move.Stage, move.Behind);
            }
        }
    }

    // Where all are tabu, one of them by chance.
    private JobShopMove BestMove()
    {
        var (free, held, ofFree, ofHeld) = (JobShopMove.None, JobShopMove.None, 0, 0);
        foreach (var block in path)
        {
            moves.Clear();
            Weigh(block, free.Length);
            foreach (var move in moves)
            {
                if (tabuUntil[(block * shop.StageCount) + move.Stage] <= steps || move.Length < here.Length)
                {
                    Take(ref free, move, ref ofFree);
                }
                else if (dice.Below(++ofHeld) == 0)
                {
                    held = move;
                }
            }
        }

        return free.Block >= 0 ? free : held;
    }

    // The shorter, then the one whose own path is shorter, then by chance.
    private void Take(ref JobShopMove best, JobShopMove move, ref int count)
    {
        var difference = move.Length != best.Length ? move.Length - best.Length : move.Through - best.Through;
        count = difference < 0 ? 1 : count + (difference == 0 ? 1 : 0);
        if (difference < 0 || (difference == 0 && dice.Below(count) == 0))
        {
            best = move;
        }
    }

    // On each stage, the best of the places behind all that must come before the block and before all that must come after it.
    private void Weigh(int block, int most)
    {
        var without = order.LengthWithout(block, most);
        if (without > most)
        {
            return;
        }

        foreach (var stage in shop.Stages[block])
        {
            var (behind, through) = BestOn(stage, block);
            if (through < int.MaxValue)
            {
                moves.Add(new(block, stage, behind, Math.Max(without, through), through));
            }
        }
    }

    private (int Behind, int Through) BestOn(int stage, int block)
    {
        var (start, tail, length) = (order.StartsWithout[block], order.TailsWithout[block], shop.Ticks[block]);
        var best = (Behind: -1, Through: int.MaxValue);
        var behind = -1;
        for (var next = FirstBut(order.FirstOf(stage), block); ; next = FirstBut(order.Next[next], block))
        {
            if (stage != order.StageOf[block] || behind != order.Previous[block])
            {
                var from = behind < 0 ? start : Math.Max(start, order.StartsWithout[behind] + shop.Ticks[behind]);
                var to = next < 0 ? tail : Math.Max(tail, order.TailsWithout[next] + shop.Ticks[next]);
                best = from + length + to < best.Through ? (behind, from + length + to) : best;
            }

            if (next < 0)
            {
                return best;
            }

            var isLate = order.StartsWithout[next] + shop.Ticks[next] > start;
            var isEarly = order.TailsWithout[next] + shop.Ticks[next] > tail;
            if (isLate && !isEarly)
            {
                return best;
            }

            best = isEarly && !isLate ? (-1, int.MaxValue) : best;
            behind = next;
        }
    }

    private int FirstBut(int other, int block) => other == block ? order.Next[block] : other;

    /// <param name="Length">Of the longest path after it.</param>
    /// <param name="Through">Of the longest path through the block after it.</param>
    private readonly record struct JobShopMove(int Block, int Stage, int Behind, int Length, int Through)
    {
        public static readonly JobShopMove None = new(-1, -1, -1, int.MaxValue, int.MaxValue);
    }
}
