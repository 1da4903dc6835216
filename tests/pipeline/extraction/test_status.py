"""How far the event of a figure has come."""

from collections.abc import Callable

import pytest

from pipeline.records import Claim

# figure, status, sentence
CASES = """
40 | observed | Velmar has sent 40 soldiers to the border.
40 | observed | Russia has not only sent 40 tanks but guns.
40 | observed | The army, which denied the raid, lost 40 soldiers, but sent no more.
40 | observed | Of the 60 engineers promised in May, 40 have arrived.
Some 40 | observed | Some 40 homes were without power.
40 | observed | The blast killed 40 people, the governor said.
40 | observed | The union claims that 40 drivers were beaten.
an estimated 40 | observed | The quake left an estimated 40 families homeless.
40 | observed | Police say they arrested 40 people who had planned a march.
40 | observed | The company, which plans a second plant, employs 40 people.
40 | observed | The clinic that will close in June treated 40 patients last week.
40 | observed | The mayor expects calm after 40 shops were looted.
40 | observed | The firm had to close 12 shops after losing 40 customers.
40 | observed | The strike was called because 40 drivers had been sacked.
40 | observed | As planned, 40 ships left the port.
40 | observed | The plan was backed by 40 lawmakers.
$40 million | planned | The club rejected an offer of $40 million.
40 | observed | The fleet is believed to have 40 ships.
40 | observed | The rebels are said to hold 40 prisoners.
40 | observed | The raid is thought to have killed 40 fighters.
40 | observed | The village managed to save 40 cows.
40 | observed | The ministry was forced to close 40 schools.
40 | observed | Volunteers helped to feed 40 families.
40 | observed | Output rose from 40 cars last year and will rise again.
40 | observed | Sales will grow faster than the 40 cars of last year.
40 | observed | The bank will not pay a bonus, angering its 40 clerks.
40 | observed | Work resumed after a walkout by 40 miners.
40 | observed | The company is cutting costs; 40 people work there.
40 | observed | While the port may reopen soon, 40 ships are waiting.
40 | observed | The hospital has treated 40 people since the flood and may need help.
40 | observed | The governor must explain why 40 trees were felled.
40 | observed | Nobody knows whether aid will come for those who lost 40 goats.
40 | observed | The factory, due to open next year, has hired 40 people.
40 | observed | The ceasefire agreed to in May followed 40 deaths.
40 | observed | The figure of 40 dead could not be confirmed.
exceed 40 | observed | The toll did not exceed 40 deaths.
40 | observed | She said the flood was feared by the 40 farmers.
40 | observed | The firm dismissed 40 workers.
40 | observed | The court rejected 40 complaints about the plan.
40 | observed | The storm is heading for a region of 40 villages.
40 | observed | He described a plot in which 40 clerks stole cars.
40 percent | observed | Of those asked, 40 percent would choose the mayor.
40 | observed | His job was to count the 40 sheep of the farm.
40 | observed | The office received 40 proposals.
40 | observed | The firm employs 40 people and opens a plant next year.
40 | observed | The school closed last week, and its 40 pupils move next month.
40 | observed | Police said 40 guests were ordered to leave the hotel.

40 | planned | Norway will send the Karelvian army 40 armoured trucks and radios this autumn.
40 | planned | Parliament voted to send 40 soldiers.
40 | planned | The plan envisages 40 reactors.
40 | planned | The army announced the withdrawal of 40 tanks.
$40 million | planned | The bank made a bid of $40 million for its rival.
40 | planned | The line will sell two ships while hiring 40 sailors.
40 | planned | Velmar plans to send 40 soldiers to the border.
40 | planned | Velmar will send 40 soldiers to the border.
40 | planned | The two agreed on the transfer of 40 soldiers.
40 | planned | The minister said Velmar would send 40 soldiers.
40 | target | The agency hopes to move 40 families inland.
40 | planned | The council has agreed to build 40 houses.
40 | planned | There are plans to send 40 nurses to the coast.
40 | planned | The airline placed an order for 40 jets.
40 | planned | Both sides signed a deal to exchange 40 prisoners.
40 | planned | There is an agreement between the two states to swap 40 prisoners.
40 | planned | The bakery is to close 40 shops.
40 | planned | The bakery is due to close 40 shops in June.
40 | planned | The bakery is set to shed 40 jobs.
40 | planned | The bakery is about to hire 40 people.
40 | planned | The club was to have bought 40 horses.
40 | planned | The ministry intends that 40 wells be dug and will pay for it.
40 | planned | The board approved the purchase of 40 buses.
40 | planned | The state has pledged 40 tents.
40 | planned | The president vowed to free 40 prisoners.
40 | planned | A pledge of 40 ambulances was made in Oslo.
40 | planned | The company's decision to close 40 branches angered its staff.
40 | planned | The army is preparing to move 40 guns.
40 | planned | 40 guns are to be moved to the front.
40 | planned | 40 jobs will be cut at the mill.
40 | planned | Some of the 40 houses planned for the village have walls by now.
40 | planned | Those are the 40 trams that the city ordered.
40 | planned | The city waits for the 40 trams it has been promised.
40 | planned | The planned 40 layoffs were put off.
40 | planned | The chain will close two shops, cutting 40 jobs.
40 | planned | The chain will close two shops and sack 40 people.
40 | planned | The chain will close 12 shops and 40 kiosks.
40 | planned | A ship will leave on Monday with 40 tonnes of rice.
40 | planned | The group said it was going to plant 40 trees.
40 | planned | He announced that the army would withdraw 40 tanks.
40 | planned | The mission will bring soldiers equipped with 40 trucks.
40 | planned | Velmar will send 90 sappers. The convoy would include 40 trucks.
40 | planned | Velmar will send forty sappers. Some of the 40 sappers are students.
40 | planned | Under the plan, 40 clinics will close.
40 new | planned | The minister laid out a plan for 40 new clinics.
40 | planned | The firm offered to take on 40 apprentices.
40 | planned | The hall has been chosen to host 40 concerts.
40 new | planned | Staff, managers said, will get 40 new desks.
40 | planned | Deliveries of 40 engines will begin in May.
40 | planned | The two are to meet and will free 40 sailors, mediators said.
40 | planned | The hospital opens 40 beds next month.
40 | planned | Tomorrow the army moves 40 guns to the coast.
40 | planned | Some 12 men and 40 women are leaving next week.

40 percent | expected | The bank has estimated inflation at 40 percent for the next year.
40 percent | expected | The merger would see sales go up by 40 percent, the firm said.
40 | expected | Officials expect 40 refugees to arrive.
40 | expected | The firm forecast sales of 40 cars.
40 | expected | The bank predicts that 40 firms will fail.
40 | expected | 40 firms are expected to fail.
40 | expected | The ministry expects that number to climb to 40 firms by June.
40 | expected | Growers have lifted their forecast to 90 tonnes from 40 tonnes.
40 | expected | The harvest is estimated to reach 40 tonnes.
40 | expected | The storm will leave 40 families homeless.
40 | expected | The river is likely to flood 40 farms.
40 | expected | Sales are projected to reach 40 cars by 2030.
above 40 | expected | The toll is bound to rise above 40 deaths.
40 | expected | Growers are on course to harvest 40 tonnes.
40 | expected | The port is on track for 40 ships a week.
40 new | expected | A forecast of 40 new cases was made in May.
40 dollars | expected | The repair will cost 40 dollars.
$40 million | expected | The ministry says the bill will rise to $40 million.
40 new | expected | Experts anticipate 40 new cases a day.
40 | expected | The show is expected to draw 40 buyers.
40 | expected | About 12 guests and 40 traders are expected.
40 | expected | The utility said 40 villages would lose power.
40 | expected | The storm should reach land tonight and 40 villages will be affected.
40 | expected | Analysts see the shortfall as likely to hit 40 tonnes.
40 | expected | Its own projection is 40 cars.
40 | expected | The army expects to lose 40 drones a day.

40 | possible | Velmar could send 40 soldiers to the border.
40 | possible | If the dam breaks, there will be 40 victims.
40 | possible | The death toll could rise to 40.
40 | possible | As many as 12 villages and 40 farms may be cut off.
40 | possible | Velmar is considering sending 40 soldiers.
40 | possible | The ministry threatened to close 40 schools.
40 | possible | Some 12 schools with 40 teachers are at risk.
40 | possible | 40 jobs are at risk at the mill.
40 | possible | 40 jobs might go.
40 | possible | The minister did not rule out sending 40 soldiers.
40 | possible | Velmar is in talks to buy 40 jets.
40 | possible | The lower town could flood and 40 houses be lost.
40 | possible | A cut of 40 posts is on the table.
40 | possible | There is a risk of 40 deaths.
40 | possible | The mill may close, costing 40 jobs.
40 | possible | Unless rain falls, 40 farms will fail.
40 | possible | 40 people will need shelter if the river rises.
40 | possible | The union fears that 40 posts will go.
40 billion dollars | possible | A wider war would cost 40 billion dollars.
40 | possible | Without the vaccine the fever would have killed 40 children.
40 | possible | The blast could have killed 40 people.
40 | possible | The threat of 40 layoffs hangs over the town.
40 | possible | The talks might lead the army to free 40 sailors.
40 | possible | In the event of a strike, 40 trains will stand still.
40 | possible | The possibility that 40 miners are trapped is real.
$40 million | possible | The court could order the firm to pay $40 million.

$40 million | target | The charity has appealed for $40 million.
$40 million | target | Donors gave half of the $40 million requested.
40 new | target | The union is seeking 40 new posts.
40 | target | The premier has asked her neighbours for 40 soldiers.
40 | target | Doctors reached half of the 40 children targeted.
40 | target | Every child should get 40 grams a day.
40 | target | A paper reported, quoting a mayor, that the rebels aim to recruit 40 pilots.
40 | target | The army aims to recruit 40 pilots.
40 | target | The state has set itself a target of 40 wells.
40 | target | Its goal is 40 wells.
40 | target | The target was 40 wells.
40 | target | The village needs 40 beds.
40 | target | 40 beds are needed at once.
40 | target | The plant missed its target of 40 cars.
40 | target | They have only half of the 40 doctors needed.
40 | target | The camp is short of the 40 tents required.
$40 million | target | The appeal for $40 million was launched in Rome.
40 | target | The opposition demanded 40 seats.
40 dollars | target | Miners called for 40 dollars a day.
40 | target | The need for 40 beds is urgent.
40 | target | The quota of 40 booths was missed.
40 | target | The law requires 40 signatures.
$40 million | target | Every member must pay $40 million.

40 | denied | The army denied that 40 soldiers had been killed.
40 | denied | The army denied claims, shared online, that 40 soldiers had drowned.
40 | denied | Reports of 40 deaths are false, the ministry said.
40 | denied | The toll of 40 deaths that a paper printed is unfounded.
40 | denied | The general said it was not true that 40 soldiers had fled.
40 | denied | The firm cancelled an order for 40 jets.
40 | denied | The army did not send 40 soldiers.
40 | denied | The ministry rejected reports of 40 deaths.
40 | denied | There is no evidence that 40 people drowned.
40 | denied | The ministry disputed the claim that 40 people drowned.
40 | denied | Velmar ruled out sending 40 soldiers.
40 | denied | Velmar has no plans to send 40 soldiers.
40 | denied | Velmar refused to send 40 soldiers.
40 | denied | Velmar will not send 40 soldiers.
40 | denied | The firm dropped a report and denies having sacked 40 people.
40 | denied | The city has scrapped plans for 40 trams.
40 | denied | The city failed to buy 40 trams.
40 | denied | The minister never promised 40 trams.
"""


def rows(table: str) -> list[tuple[str, str, str]]:
    """Return the rows of a table: figure, status, text."""
    lines = [line.split(" | ") for line in table.splitlines() if line.strip()]
    return [(figure.strip(), status.strip(), text.strip()) for figure, status, text in lines]


@pytest.mark.parametrize(("figure", "status", "text"), rows(CASES))
def test_status(claim: Callable[[str, str], Claim], figure: str, status: str, text: str) -> None:
    found = claim(text, figure)
    assert found.status == status, found.rules
