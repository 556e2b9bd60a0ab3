-- The queue of several nodes: one atomic step for each call. LocalQueue.java is the same in Java, and both pass
-- MatchQueueContract. All keys share one hash tag, so that in a Redis Cluster they stand on one node.
-- KEYS[1]: the tag; ARGV: the step, the time, the rules by pool as JSON, then what the step needs.
-- Answers are JSON. Nothing here is decided by what expires.
local SPENT_MAX = 20000
local PLAYING_SECONDS = 86400

local tag, step, now = KEYS[1], ARGV[1], tonumber(ARGV[2])
local all_rules = cjson.decode(ARGV[3])
local TICKETS, ROOMS, PEOPLE, SEEN = tag .. ':tickets', tag .. ':rooms', tag .. ':people', tag .. ':seen'
local SPENT = tag .. ':spent'

local function waiting_key(pool) return tag .. ':waiting:' .. pool end
local function rooms_key(pool) return tag .. ':rooms:' .. pool end
local function player_key(user) return tag .. ':player:' .. user end
local function rules_of(pool) return all_rules[pool] end

local function load(key, id)
  local text = redis.call('HGET', key, id)
  return text and cjson.decode(text) or nil
end

local function save_ticket(held) redis.call('HSET', TICKETS, held.ticket.id, cjson.encode(held)) end

local function save_room(room)
  redis.call('HSET', ROOMS, room.id, cjson.encode(room))
  redis.call('ZADD', rooms_key(room.pool), room.taken, room.id)
end

local function remove_room(room)
  redis.call('HDEL', ROOMS, room.id)
  redis.call('ZREM', rooms_key(room.pool), room.id)
end

local function changed(pool) redis.call('PUBLISH', 'roomkeeper:queue', pool) end

local function shown(held)
  local seen = {}
  for _, person in ipairs(held.ticket.people) do
    seen[person.userId] = tonumber(redis.call('HGET', SEEN, person.userId) or '0')
  end
  return {ticket = held.ticket, seen = seen, room = held.room}
end

local function shown_room(room)
  local tickets = {}
  for _, id in ipairs(room.tickets) do
    tickets[#tickets + 1] = shown(load(TICKETS, id))
  end
  return {id = room.id, pool = room.pool, created = room.created, begins = room.begins, started = room.started,
          tickets = tickets}
end

local function place(held)
  return {waiting = shown(held), room = held.room and shown_room(load(ROOMS, held.room)) or nil}
end

local function spend(id)
  redis.call('ZADD', SPENT, now, id)
  redis.call('ZREMRANGEBYRANK', SPENT, 0, -SPENT_MAX - 1)
end

local function is_unseen(held)
  for _, person in ipairs(held.ticket.people) do
    local at = tonumber(redis.call('HGET', SEEN, person.userId) or '0')
    if now - at > rules_of(held.ticket.pool).unseen then return true end
  end
  return false
end

-- Takes a ticket out of its room, which goes with its last.
local function take(held, room)
  held.room = nil
  save_ticket(held)
  redis.call('ZADD', waiting_key(held.ticket.pool), held.ticket.since, held.ticket.id)
  local left = {}
  for _, id in ipairs(room.tickets) do
    if id ~= held.ticket.id then left[#left + 1] = id end
  end
  room.tickets = left
  room.taken = room.taken - held.ticket.size
  if #left == 0 then remove_room(room) else save_room(room) end
end

local function put(held, room)
  held.room = room.id
  save_ticket(held)
  redis.call('ZREM', waiting_key(room.pool), held.ticket.id)
  room.tickets[#room.tickets + 1] = held.ticket.id
  room.taken = room.taken + held.ticket.size
  local rules = rules_of(room.pool)
  if not room.begins and room.taken >= rules.min then room.begins = now + rules.countdown end
  save_room(room)
end

local function remove(held, room)
  if room then take(held, room) end
  redis.call('HDEL', TICKETS, held.ticket.id)
  redis.call('ZREM', waiting_key(held.ticket.pool), held.ticket.id)
  for _, person in ipairs(held.ticket.people) do
    redis.call('HDEL', PEOPLE, person.userId)
    redis.call('HDEL', SEEN, person.userId)
  end
  changed(held.ticket.pool)
end

-- One who was away comes back with the waiting time; a party without one of its own does not.
local function remove_unseen(held, room)
  if held.ticket.size > 1 then spend(held.ticket.id) end
  remove(held, room)
end

local function room_of(held) return held.room and load(ROOMS, held.room) or nil end

local function ticket_of(user)
  local id = redis.call('HGET', PEOPLE, user)
  return id and load(TICKETS, id) or nil
end

local function where_is(user)
  local held = ticket_of(user)
  if held then
    redis.call('HSET', SEEN, user, now)
    return {is = 'waits', place = place(held)}
  end
  local room = redis.call('GET', player_key(user))
  return room and {is = 'playing', room = room} or nil
end

local steps = {}

function steps.enter(text, asker)
  local before = where_is(asker)
  if before then return before end
  local ticket = cjson.decode(text)
  if redis.call('ZSCORE', SPENT, ticket.id) or redis.call('HEXISTS', TICKETS, ticket.id) == 1 then
    return {is = 'spent'}
  end
  for _, person in ipairs(ticket.people) do
    if redis.call('HEXISTS', PEOPLE, person.userId) == 1 or redis.call('EXISTS', player_key(person.userId)) == 1 then
      return {is = 'busy', user = person.userId}
    end
  end
  if redis.call('ZCARD', waiting_key(ticket.pool)) >= rules_of(ticket.pool).most then return {is = 'full'} end
  local held = {ticket = ticket}
  save_ticket(held)
  redis.call('ZADD', waiting_key(ticket.pool), ticket.since, ticket.id)
  for _, person in ipairs(ticket.people) do
    redis.call('HSET', PEOPLE, person.userId, ticket.id)
    redis.call('HSET', SEEN, person.userId, now)
  end
  changed(ticket.pool)
  return {is = 'waits', place = place(held)}
end

function steps.join(id, text)
  local person = cjson.decode(text)
  local before = where_is(person.userId)
  if before then return before end
  local held = load(TICKETS, id)
  if not held or #held.ticket.people >= held.ticket.size then return {is = 'noParty'} end
  held.ticket.people[#held.ticket.people + 1] = person
  -- A party waits from the moment that it can be placed.
  if #held.ticket.people == held.ticket.size then held.ticket.since = now end
  save_ticket(held)
  redis.call('ZADD', waiting_key(held.ticket.pool), held.ticket.since, id)
  redis.call('HSET', PEOPLE, person.userId, id)
  redis.call('HSET', SEEN, person.userId, now)
  changed(held.ticket.pool)
  return {is = 'waits', place = place(held)}
end

function steps.seen(user)
  local held = ticket_of(user)
  if not held then return {} end
  redis.call('HSET', SEEN, user, now)
  return {place = place(held)}
end

function steps.seat(id, room_id, opens)
  local held = load(TICKETS, id)
  if not held or held.room or #held.ticket.people < held.ticket.size then return 'NOT_WAITING' end
  local room = load(ROOMS, room_id)
  if room then
    if room.started or room.pool ~= held.ticket.pool then return 'NO_ROOM' end
  elseif opens ~= '1' then
    return 'NO_ROOM'
  else
    room = {id = room_id, pool = held.ticket.pool, created = now, tickets = {}, taken = 0}
  end
  if room.taken + held.ticket.size > rules_of(room.pool).max then return 'FULL' end
  put(held, room)
  changed(room.pool)
  return 'SEATED'
end

function steps.move(id, from_id, into_id)
  local held = load(TICKETS, id)
  local from = held and room_of(held)
  if not from or from.id ~= from_id or from.started or from.begins then return 'NOT_WAITING' end
  local into = load(ROOMS, into_id)
  if not into or into_id == from_id or into.started or into.pool ~= held.ticket.pool then return 'NO_ROOM' end
  if into.taken + held.ticket.size > rules_of(into.pool).max then return 'FULL' end
  take(held, from)
  put(held, into)
  changed(into.pool)
  return 'SEATED'
end

function steps.leave(user)
  local held = ticket_of(user)
  if not held then
    return redis.call('EXISTS', player_key(user)) == 1 and 'TOO_LATE' or 'NOT_THERE'
  end
  local room = room_of(held)
  if room and room.started then return 'TOO_LATE' end
  spend(held.ticket.id)
  remove(held, room)
  return 'LEFT'
end

function steps.drop(id)
  local held = load(TICKETS, id)
  local room = held and room_of(held)
  if held and not (room and room.started) and is_unseen(held) then remove_unseen(held, room) end
  return ''
end

function steps.decide(room_id)
  local room = load(ROOMS, room_id)
  if room and not room.started then
    for _, id in ipairs({unpack(room.tickets)}) do
      local held = load(TICKETS, id)
      if is_unseen(held) then remove_unseen(held, room) end
    end
    local rules = rules_of(room.pool)
    local is_up = now - room.created >= rules.life
    local is_counted_down = room.begins and room.begins <= now
    if room.taken >= rules.max or (room.taken >= rules.min and (is_counted_down or is_up)) then
      room.started = now
      save_room(room)
      changed(room.pool)
    elseif is_up then
      for _, id in ipairs({unpack(room.tickets)}) do take(load(TICKETS, id), room) end
      changed(room.pool)
    end
  end
  return room and room.started and {room = shown_room(room)} or {}
end

function steps.begun(room_id)
  local room = load(ROOMS, room_id)
  if room and room.started then
    for _, id in ipairs({unpack(room.tickets)}) do
      local held = load(TICKETS, id)
      spend(id)
      remove(held, room)
      for _, person in ipairs(held.ticket.people) do
        redis.call('SET', player_key(person.userId), room_id, 'EX', PLAYING_SECONDS)
      end
    end
  end
  return ''
end

function steps.back(room_id, text)
  local room = load(ROOMS, room_id)
  if room and room.started then
    local gone = {}
    for _, id in ipairs(cjson.decode(text)) do gone[id] = true end
    for _, id in ipairs({unpack(room.tickets)}) do
      local held = load(TICKETS, id)
      if gone[id] then
        spend(id)
        remove(held, room)
      else
        take(held, room)
      end
    end
    changed(room.pool)
  end
  return ''
end

function steps.forget(user, room_id)
  if redis.call('GET', player_key(user)) == room_id then redis.call('DEL', player_key(user)) end
  return ''
end

function steps.read(pool)
  local answer = {waiting = {}, gathering = {}, rooms = {}}
  for _, id in ipairs(redis.call('ZRANGE', waiting_key(pool), 0, -1)) do
    local held = load(TICKETS, id)
    local list = #held.ticket.people == held.ticket.size and answer.waiting or answer.gathering
    list[#list + 1] = shown(held)
  end
  for _, id in ipairs(redis.call('ZRANGE', rooms_key(pool), 0, -1)) do
    answer.rooms[#answer.rooms + 1] = shown_room(load(ROOMS, id))
  end
  return answer
end

return cjson.encode({answer = steps[step](unpack(ARGV, 4))})
